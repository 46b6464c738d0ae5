/* "None of these" clears the others and is cleared by them; the number of answers chosen is spoken as it changes. */
(function () {
  "use strict";
  document.querySelectorAll("[data-choices]").forEach(function (group) {
    const boxes = Array.from(group.querySelectorAll("input[type=checkbox]"));
    const count = group.querySelector(".count");
    group.addEventListener("change", function (event) {
      const changed = event.target;
      if (changed.checked) {
        boxes.forEach(function (box) {
          const alone = "exclusive" in changed.dataset || "exclusive" in box.dataset;
          if (box !== changed && alone) box.checked = false;
        });
      }
      tell();
    });
    if (boxes.some(function (box) { return box.checked; })) tell();

    function tell() {
      if (!count) return;
      const chosen = boxes.filter(function (box) { return box.checked; }).length;
      count.textContent = count.dataset.text.replace("{}", chosen);
    }
  });
})();
