/* A file that was chosen is named in the language of the page, and can be taken away again. */
(function () {
  "use strict";
  document.querySelectorAll("[data-file]").forEach(function (part) {
    const input = part.querySelector("input");
    const clear = part.querySelector("[data-clear]");
    const chosen = part.querySelector(".chosen");
    part.classList.add("ready");
    function show() {
      const file = input.files[0];
      clear.hidden = !file;
      chosen.textContent = file ? chosen.dataset.text.replace("{}", file.name) : "";
    }
    input.addEventListener("change", show);
    clear.addEventListener("click", function () {
      input.value = "";
      show();
      input.focus();
    });
    show();
  });
})();
