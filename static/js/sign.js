/* Signed clips: a big Play, speeds, captions, five seconds back, full screen; options play in their own card, other words below themselves. */
(function () {
  "use strict";

  function captions(video) {
    return video.textTracks[0];
  }

  function pauseOthers(video) {
    document.querySelectorAll("video").forEach(function (other) {
      if (other !== video) other.pause();
    });
  }

  function act(video, name, button) {
    if (name === "replay") {
      video.currentTime = Math.max(0, video.currentTime - 5);
      video.play();
    } else if (name === "captions") {
      const shown = captions(video).mode === "showing";
      captions(video).mode = shown ? "hidden" : "showing";
      button.setAttribute("aria-pressed", String(!shown));
    } else if (video.requestFullscreen) {
      video.requestFullscreen();
    } else if (video.webkitEnterFullscreen) {
      video.webkitEnterFullscreen();
    }
  }

  document.querySelectorAll(".stage").forEach(function (stage) {
    const video = stage.querySelector("video");
    const start = stage.querySelector(".play");
    video.controls = false;
    start.hidden = false;
    stage.querySelectorAll(".controls [hidden]").forEach(function (part) {
      part.hidden = false;
    });
    start.addEventListener("click", function () {
      video.play();
      video.focus();
    });
    video.addEventListener("play", function () {
      video.controls = true;
      start.hidden = true;
    });
    stage.querySelector(".controls").addEventListener("click", function (event) {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.dataset.do) return act(video, button.dataset.do, button);
      video.defaultPlaybackRate = video.playbackRate = Number(button.dataset.rate);
      stage.querySelectorAll("[data-rate]").forEach(function (other) {
        other.setAttribute("aria-pressed", String(other === button));
      });
    });
  });

  document.querySelectorAll("a.watch").forEach(function (link) {
    let video = null;
    link.setAttribute("role", "button");
    link.addEventListener("click", function (event) {
      event.preventDefault();
      if (!video) {
        const still = link.parentElement.querySelector(".still");
        video = document.createElement("video");
        video.playsInline = video.controls = true;
        video.src = link.href;
        video.setAttribute("aria-label", link.getAttribute("aria-label"));
        if (link.dataset.captions) {
          const track = document.createElement("track");
          track.kind = "captions";
          track.srclang = "en";
          track.src = link.dataset.captions;
          track.default = true;
          video.append(track);
        }
        if (still) still.replaceWith(video);
        else link.closest(".ask, .tile, .ends, .row").after(video);
      }
      video.currentTime = 0;
      video.play();
    });
    link.addEventListener("keydown", function (event) {
      if (event.key === " ") {
        event.preventDefault();
        link.click();
      }
    });
  });

  document.addEventListener("play", function (event) {
    if (event.target.tagName === "VIDEO") pauseOthers(event.target);
  }, true);
})();
