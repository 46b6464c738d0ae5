/* The error summary takes the focus when the page opens, so that it is read first; its lines lead into the fields. */
(function () {
  "use strict";
  const problem = document.querySelector(".problem");
  if (!problem) return;
  problem.focus();
  problem.addEventListener("click", function (event) {
    const link = event.target.closest("a[href^='#']");
    const target = link && document.getElementById(link.hash.slice(1));
    if (!target) return;
    const field = target.matches("input, select, textarea") ? target : target.querySelector("input, select, textarea");
    if (!field) return;
    event.preventDefault();
    target.scrollIntoView();
    field.focus({ preventScroll: true });
  });
})();
