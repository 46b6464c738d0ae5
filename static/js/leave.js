/* Leave: the page vanishes at once, what was typed is sent to be kept, and Back does not return here.
   The same happens when Shift is pressed three times. Without JavaScript the button and the link do it slower. */
(function () {
  "use strict";
  const PATIENCE = 1500;
  const button = document.querySelector("[data-leave]");
  if (!button) return;

  function savedTyping() {
    if (!button.form) return Promise.resolve();
    const typed = new FormData(button.form);
    Array.from(typed.entries()).forEach(function (entry) {
      if (entry[1] instanceof File) typed.delete(entry[0]);
    });
    typed.append(button.name, button.value);
    const sent = fetch(button.form.action, { method: "POST", body: typed, keepalive: true, redirect: "manual" });
    const enough = new Promise(function (resolve) { setTimeout(resolve, PATIENCE); });
    return Promise.race([sent, enough]).catch(function () {});
  }

  function leave() {
    document.documentElement.hidden = true;
    document.title = "";
    savedTyping().then(function () {
      window.location.replace(button.dataset.leave);
    });
  }

  button.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });

  let presses = 0;
  let last = 0;
  document.addEventListener("keyup", function (event) {
    if (event.key !== "Shift") {
      presses = 0;
      return;
    }
    presses = event.timeStamp - last < 1500 ? presses + 1 : 1;
    last = event.timeStamp;
    if (presses === 3) leave();
  });
})();
