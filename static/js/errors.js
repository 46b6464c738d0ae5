/* The error summary takes the focus when the page opens, so that it is read first. */
(function () {
  "use strict";
  const problem = document.querySelector(".problem");
  if (problem) problem.focus();
})();
