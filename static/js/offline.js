/* A form is sent beside the page, which goes on only when the answer is there: without a connection, or when it breaks
   on the way, the browser's own error page would take the place of what was typed. A page with something to mend, or a
   refusal, is fetched by sending the form as usual; so are files, whose progress the browser shows. */
(function () {
  "use strict";
  const told = document.querySelector("[data-offline]");
  const busy = document.querySelector("[data-sending]");
  if (!told) return;
  let sending = false;
  let asUsual = false;

  function stay(lost) {
    sending = false;
    told.hidden = !lost;
    busy.hidden = true;
    if (lost) told.scrollIntoView({ block: "center" });
  }

  function fields(form, button) {
    const typed = new FormData(form);
    if (button && button.name) typed.append(button.name, button.value);
    return new URLSearchParams(typed);
  }

  document.addEventListener("submit", function (event) {
    const form = event.target;
    const button = event.submitter;
    if (asUsual) return;
    if (!navigator.onLine || sending) {
      event.preventDefault();
      if (!sending) stay(true);
      return;
    }
    if (!form.requestSubmit || form.enctype === "multipart/form-data") return;
    event.preventDefault();
    sending = true;
    told.hidden = true;
    busy.hidden = false;
    fetch(form.action, { method: "POST", body: fields(form, button), headers: { "X-Stay": "1" } }).then(function (answer) {
      if (!form.isConnected) return; // somebody chose Leave meanwhile
      const next = answer.headers.get("X-Next");
      if (next) return window.location.assign(next);
      asUsual = true;
      form.requestSubmit(button && button.form === form ? button : undefined);
    }, function () { stay(true); });
  });
  window.addEventListener("online", function () { told.hidden = true; });
  window.addEventListener("pageshow", function () { asUsual = false; stay(false); });
})();
