"use strict";
// Without this script the page is complete and can be ticked; with it, values can be copied and ticks are kept.
(() => {
  const main = document.querySelector("main");
  const words = main.dataset;
  const boxes = [...main.querySelectorAll(".item > input")];
  if (boxes.length === 0) return;

  const add = (tag, className, before, parent) => {
    const element = document.createElement(tag);
    element.className = className;
    parent.insertBefore(element, before);
    return element;
  };
  const spoken = add("p", "visually-hidden", null, main);
  spoken.setAttribute("role", "status");

  // Some browsers give a file no storage; ticks then last as long as the page is open.
  const key = "beishen:" + words.number;
  const kept = () => {
    try { return new Set(JSON.parse(localStorage.getItem(key))); } catch { return new Set(); }
  };
  const keep = () => {
    try {
      localStorage.setItem(key, JSON.stringify(boxes.filter((box) => box.checked).map((box) => box.dataset.item)));
    } catch { /* see above */ }
  };

  const progress = add("div", "progress", main.querySelector("header").nextSibling, main);
  const count = add("span", "", null, progress);
  const bar = add("progress", "", null, progress);
  bar.max = boxes.length;
  bar.setAttribute("aria-hidden", "true");
  const show = () => {
    bar.value = boxes.filter((box) => box.checked).length;
    count.textContent = words.progress.replace("{done}", bar.value).replace("{all}", boxes.length);
  };
  const before = kept();
  for (const box of boxes) {
    box.checked = before.has(box.dataset.item);
    box.addEventListener("change", () => { keep(); show(); });
  }
  show();

  const copy = async (text) => {
    try { await navigator.clipboard.writeText(text); return true; } catch { /* a file may be no secure context */ }
    const area = add("textarea", "visually-hidden", null, document.body);
    area.value = text;
    area.select();
    try { return document.execCommand("copy"); } catch { return false; } finally { area.remove(); }
  };
  for (const value of main.querySelectorAll(".item > .value")) {
    const button = add("button", "", value.nextSibling, value.parentNode);
    const label = value.parentNode.querySelector("label").textContent;
    let timer = 0;
    const say = (word) => {
      button.textContent = word;
      button.setAttribute("aria-label", word + " " + label);
    };
    button.type = "button";
    say(words.copy);
    button.addEventListener("click", async () => {
      const copied = await copy(value.textContent);
      button.focus();
      if (!copied) getSelection().selectAllChildren(value);
      const word = copied ? words.copied : words.selected;
      button.classList.toggle("copied", copied);
      say(word);
      spoken.textContent = word + " " + label;
      clearTimeout(timer);
      timer = setTimeout(() => { button.classList.remove("copied"); say(words.copy); }, 4000);
    });
  }
})();
