"use strict";
(() => {
  const hunks = [...document.querySelectorAll(".hunk")];
  const buttons = [...document.querySelectorAll("nav button")];
  let wanted = "";
  const shown = () => hunks.filter((hunk) => !hunk.hidden);
  const show = () => {
    for (const hunk of hunks) {
      hunk.hidden = wanted !== "" && !hunk.dataset.kinds.split(" ").includes(wanted);
    }
    for (const button of buttons) {
      button.setAttribute("aria-pressed", String(button.dataset.kind === wanted));
    }
  };
  const go = (step) => {
    const list = shown();
    if (!list.length) return;
    const at = list.indexOf(document.activeElement.closest ? document.activeElement.closest(".hunk") : null);
    const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1);
    list[next].focus();
    list[next].scrollIntoView({ block: "nearest" });
  };
  for (const button of buttons) {
    button.addEventListener("click", () => {
      wanted = wanted === button.dataset.kind ? "" : button.dataset.kind;
      show();
    });
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest && event.target.closest("textarea, input, select")) return;
    if (event.key === "j") go(1);
    else if (event.key === "k") go(-1);
    else if (event.key === "Escape") { wanted = ""; show(); }
    else if (/^[1-9]$/.test(event.key) && buttons[event.key]) buttons[event.key].click();
  });
  show();
  document.documentElement.dataset.ready = "yes";
})();
