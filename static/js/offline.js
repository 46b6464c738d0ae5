/* Without a connection nothing is sent: a browser's own error page would take the place of what was typed. */
(function () {
  "use strict";
  const told = document.querySelector("[data-offline]");
  if (!told) return;
  document.addEventListener("submit", function (event) {
    told.hidden = navigator.onLine;
    if (navigator.onLine) return;
    event.preventDefault();
    told.scrollIntoView({ block: "center" });
  });
  window.addEventListener("online", function () { told.hidden = true; });
})();
