/* The menu of languages closes on Escape and on a press beside it. */
(function () {
  "use strict";
  const menu = document.querySelector(".language");
  if (!menu) return;
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
  document.addEventListener("click", function (event) {
    if (!menu.contains(event.target)) menu.open = false;
  });
})();
