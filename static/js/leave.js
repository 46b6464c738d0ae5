/* Leave: the page is emptied at once, what was typed is sent to be kept, and Back does not return here. The same
   happens when Shift is pressed three times. Without JavaScript the button and the link do it slower.
   Without a connection the page stays empty, and a note stays in a cookie that Leave is owed: the site settles it
   before it answers this browser again (engage/web/owing.py), and this page goes on trying until it is settled.
   Other tabs are emptied with it; “Next person” empties them too, and they stay so. */
(function () {
  "use strict";
  const AGAIN = 5000;
  const A_DAY = 86400;
  const button = document.querySelector("[data-leave]");
  if (!button) return;
  const away = button.dataset.leave;
  const secure = window.location.protocol === "https:";
  const note = (secure ? "__Host-left" : "left") + "=1";
  let left = false;
  let timer = 0;

  function owed() {
    return document.cookie.split("; ").includes(note);
  }

  function owe() {
    document.cookie = note + "; path=/; samesite=lax; max-age=" + A_DAY + (secure ? "; secure" : "");
  }

  function tellOtherTabs(what) {
    try {
      localStorage.setItem(what, "1");
      localStorage.removeItem(what);
    } catch (blocked) { /* then they hear nothing */ }
  }

  function typing() {
    const typed = new FormData(button.form);
    Array.from(typed.entries()).forEach(function (entry) {
      if (entry[1] instanceof File) typed.delete(entry[0]);
    });
    typed.append(button.name, button.value);
    return typed;
  }

  function request(form) {
    const how = { cache: "no-store", headers: { "X-Leave": "1" }, keepalive: true, redirect: "manual" };
    return form ? [form.action, Object.assign(how, { method: "POST", body: typing() })] : [away, how];
  }

  function ask(what, pause) {
    clearTimeout(timer);
    function again() { later(pause); }
    fetch.apply(window, what).then(function () {
      if (owed()) again();
      else window.location.replace(away);
    }, again);
  }

  function later(pause) {
    clearTimeout(timer);
    timer = setTimeout(ask, pause, request(), AGAIN);
  }

  function empty() {
    left = true;
    window.stop();
    window.dispatchEvent(new Event("left"));
    document.title = button.dataset.title;
    document.body.replaceWith(document.createElement("body"));
    window.history.replaceState(null, "", "/");
    try {
      localStorage.clear();
      sessionStorage.clear();
      if (window.caches) caches.keys().then(function (names) { names.forEach(function (name) { caches.delete(name); }); });
    } catch (blocked) { /* then nothing is kept there */ }
  }

  function leave() {
    if (left) return;
    const first = request(button.form);
    empty();
    ask(first, 0);
    owe();
    tellOtherTabs("left");
  }

  /* Somebody left in another tab, which sends what was typed there first, or on a page that Back shows again. */
  function follow() {
    if (left) return;
    empty();
    later(AGAIN);
  }

  button.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });
  document.addEventListener("submit", function (event) {
    if (navigator.onLine && event.target.matches("[data-next]")) tellOtherTabs("next");
  });
  window.addEventListener("storage", function (event) {
    if (event.key === "left" && event.newValue) follow();
    if (event.key === "next" && event.newValue && !left) empty();
  });
  window.addEventListener("pageshow", function () { if (owed()) follow(); });
  window.addEventListener("online", function () { if (left && owed()) ask(request(), AGAIN); });

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
