/* The error summary takes the focus when the page opens, so that it is read first; its lines lead into the fields.
   A page that refused a form is in the history as that form: Back and refresh would show the browser's own error page.
   Once its place is taken by its address, they show the page with what was typed, as the site keeps it for residents;
   it keeps nothing of the forms of staff, which the browser sends again instead. */
(function () {
  "use strict";
  const problem = document.querySelector(".problem");
  if (!problem) return;
  problem.focus();
  if (document.querySelector("[data-leave]")) window.history.replaceState(null, "", window.location.href);
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
