/* Listen plays in place, one sound at a time; a second press stops it. */
(function () {
  "use strict";
  let player = null;
  let button = null;

  function stop() {
    if (!button) return;
    player.pause();
    button.setAttribute("aria-pressed", "false");
    button = null;
  }

  function play(link) {
    stop();
    document.querySelectorAll("video").forEach(function (video) { video.pause(); });
    player = new Audio(link.href);
    button = link;
    link.setAttribute("aria-pressed", "true");
    player.addEventListener("ended", stop);
    player.play().catch(function () {
      stop();
      window.open(link.href, "_blank", "noopener");
    });
  }

  document.querySelectorAll("a.listen:not(.watch)").forEach(function (link) {
    link.setAttribute("role", "button");
    link.setAttribute("aria-pressed", "false");
    link.addEventListener("click", function (event) {
      event.preventDefault();
      if (link === button) stop();
      else play(link);
    });
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") {
        event.preventDefault();
        link.click();
      }
    });
  });
  document.addEventListener("play", stop, true);
  window.addEventListener("left", stop);
})();
