"use strict";
// Pages one by one, refusals in a portal's manner, and the result page. Nothing is kept and nothing is sent.
(() => {
  const main = document.querySelector("main");
  const words = JSON.parse(main.dataset.words);
  const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const pages = [...main.querySelectorAll("form[data-page]")];
  const result = main.querySelector("#result");
  const dialog = main.querySelector("dialog");
  const fields = [...main.querySelectorAll(".field")];
  const named = (fact) => fields.filter((it) => fact && it.dataset.fact.split(" ").includes(fact));
  const element = (tag, text, parent, className = "") => {
    const it = document.createElement(tag);
    it.textContent = text;
    it.className = className;
    return parent ? parent.appendChild(it) : it;
  };

  // ── What is in the boxes ──

  const box = (field) => field.querySelector("input:not(.other), select");
  const isOther = (it) => it.selectedOptions?.[0]?.dataset.other !== undefined;
  const value = (field) => {
    if (field.dataset.kind === "upload") return box(field).files[0]?.name ?? "";
    const it = box(field);
    const host = field.querySelector("[data-host]")?.value;
    if (host && it.value !== "") return `${it.value}@${host}`;
    return it ? (isOther(it) ? field.querySelector(".other") : it).value : "";
  };
  const rows = (field) => [...field.querySelectorAll("tbody tr")];
  const cells = (row) => [...row.querySelectorAll("[data-cell]")];
  const isEmpty = (row) => cells(row).every((it) => it.value === "");

  /** What has arrived, by item. Passwords and codes only tell whether they are there. */
  const values = () => {
    const all = {};
    for (const field of fields) {
      const { kind } = field.dataset;
      const items = field.dataset.field.split(" ");
      if (kind === "do" || kind === "system" && field.dataset.fact === "") continue;
      if (kind === "history") {
        rows(field).forEach((row, n) => cells(row).forEach((it) => {
          if (it.value !== "") all[`${items[0]}.${n + 1}.${it.dataset.cell}`] = it.value;
        }));
        continue;
      }
      const text = kind === "secret" || kind === "code" ? (value(field) && "•") : value(field);
      for (const item of items) all[item] = text;
    }
    return all;
  };
  window.practice = Object.freeze({ values });

  // ── What a portal refuses ──

  const notice = (text, then) => {
    dialog.querySelector("p").textContent = text;
    dialog.onclose = () => then?.focus();
    if (!dialog.open) dialog.showModal();
  };
  const mark = (field, text) => {
    const wrong = field.querySelector(".wrong");
    wrong.textContent = text;
    wrong.hidden = text === "";
    for (const it of field.querySelectorAll("input, select")) {
      it.setAttribute("aria-invalid", text !== "");
      if (text && wrong.id) it.setAttribute("aria-describedby", wrong.id);
      else it.removeAttribute("aria-describedby");
    }
  };
  const ofPage = (form, test) => [...form.querySelectorAll(".field")].find(test);
  const twin = (field) => {
    const { kind, fact } = field.dataset;
    const before = (it) => it !== field && (field.compareDocumentPosition(it) & Node.DOCUMENT_POSITION_PRECEDING);
    return ofPage(field.closest("form"), (it) =>
      before(it) && (kind === "secret" ? it.dataset.kind === kind : it.dataset.kind === "enter" && it.dataset.fact === fact));
  };
  const matches = (pattern, text) => pattern === "" || new RegExp(`^(?:${pattern})$`).test(text);
  /** A rule may hang on a choice: on this page if it stands here, else wherever it was made. */
  const applies = (rule, form) => {
    if (rule.fact === undefined) return true;
    const all = named(rule.fact);
    const chosen = all.find((it) => form.contains(it)) ?? all.find((it) => value(it) !== "");
    return chosen !== undefined && rule.is.includes(value(chosen));
  };
  const badFormat = (field, text) => {
    const it = box(field);
    const { label } = field.dataset;
    for (const rule of JSON.parse(it.dataset.rules ?? "[]")) {
      if (!applies(rule, field.closest("form"))) continue;
      if ([...text].length < (rule.min ?? 0)) return say("short", { label, min: rule.min });
      const { example } = it.dataset;
      if (!matches(rule.pattern, text)) return say(example ? "example" : "format", { label, example });
    }
    return "";
  };
  /** The first character in which two texts differ, counted from 1. */
  const apart = (one, other) => {
    const [a, b] = [[...one], [...other]];
    const at = a.findIndex((it, n) => it !== b[n]);
    return (at < 0 ? a.length : at) + 1;
  };
  const badSecret = (field, text) => {
    const { min, max, mixed } = box(field).dataset;
    if (min === undefined) return "";
    if (text.length < Number(min)) return say("secret_length", { min, max });
    if (!/^[\x21-\x7e]*$/.test(text)) return say("secret_signs");
    return mixed !== undefined && !(/[a-z]/i.test(text) && /[0-9]/.test(text)) ? say("secret_mixed") : "";
  };
  const badRow = (field) => {
    const written = rows(field).filter((it) => !isEmpty(it));
    if (written.length === 0) return field.dataset.required === undefined ? "" : say("fill", field.dataset);
    for (const [n, row] of written.entries()) {
      for (const it of cells(row)) {
        const told = { n: n + 1, label: it.ariaLabel ?? it.getAttribute("aria-label"), example: it.placeholder };
        if (it.value === "" && it.dataset.required !== undefined) return say("row", told);
        if (it.value && it.placeholder && !matches("[0-9]{4}(0[1-9]|1[0-2])", it.value)) return say("row_format", told);
      }
    }
    return "";
  };
  /** Why a portal would not go on, or nothing. */
  const refused = (field) => {
    const { kind, label } = field.dataset;
    const required = field.dataset.required !== undefined;
    if (kind === "stop") return required && !field.querySelector("input").checked ? say("stop") : "";
    if (kind === "do") return required && field.querySelector("[aria-pressed=false]") ? say("act", { label }) : "";
    if (kind === "history") return badRow(field);
    if (kind === "upload" && field.dataset.refused) return field.dataset.refused;
    const text = value(field);
    if (text.trim() === "") {
      return required ? say(kind === "choose" ? "choose" : kind === "upload" ? "upload" : "fill", { label }) : "";
    }
    if (kind === "confirm" || kind === "secret") {
      const first = twin(field);
      if (first && value(first) !== text) {
        const { label } = first.dataset;
        return say(kind === "secret" ? "secret" : "confirm", { label, k: apart(value(first), text) });
      }
    }
    if (kind === "secret") return badSecret(field, text);
    if (kind === "code" && text !== field.querySelector("output").dataset.code) return say("code", { label });
    return kind === "enter" ? badFormat(field, text) : "";
  };
  const check = (form) => {
    let first;
    for (const field of form.querySelectorAll(".field, .stop")) {
      const text = refused(field);
      mark(field, text);
      if (text && !first) first = [text, field.querySelector("input, select, button")];
    }
    if (first) notice(...first);
    return !first;
  };

  // ── From page to page ──

  const links = [...document.querySelectorAll("[data-go]")];
  const show = (id) => {
    for (const form of pages) form.hidden = form.dataset.page !== id;
    result.hidden = id !== "";
    for (const it of links) it.setAttribute("aria-current", it.dataset.go === id ? "page" : "false");
    const here = pages.find((it) => !it.hidden);
    if (here) known(here);
    else print();
    (here ?? result).querySelector("h2").focus({ preventScroll: true });
    scrollTo(0, 0);
  };
  const step = (form, by) => show(pages[pages.indexOf(form) + by]?.dataset.page ?? "");

  /** What the portal has been told already it shows, as its page has it; the rest is to be typed in. */
  const known = (form) => {
    for (const field of form.querySelectorAll(".field[data-kind=system]")) {
      const facts = field.dataset.fact.split(" ");
      const source = facts.flatMap(named).find((it) => it.dataset.kind !== "system" && value(it) !== "");
      if (facts[0] === "") continue;
      const it = box(field);
      if (source) it.value = inFormat(value(source), field.dataset.format);
      it.readOnly = source !== undefined;
    }
  };
  const inFormat = (text, format) => {
    const digits = text.replace(/\D/g, "");
    if (!format || digits.length < 6) return text;
    const parts = { Y: digits.slice(0, 4), m: digits.slice(4, 6), d: digits.slice(6, 8) };
    return format.replace(/%([Ymd])/g, (_, part) => parts[part]);
  };

  for (const it of links) it.addEventListener("click", () => show(it.dataset.go));
  for (const form of pages) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      if (check(form)) step(form, 1);
    });
    form.querySelector("[data-skip]")?.addEventListener("click", () => step(form, 1));
    const back = form.querySelector("[data-back]");
    back.hidden = form === pages[0];
    back.addEventListener("click", () => step(form, -1));
  }

  // ── The boxes themselves ──

  for (const field of fields) field.addEventListener("input", () => mark(field, ""));
  for (const it of main.querySelectorAll(".act")) {
    it.addEventListener("click", () => {
      it.setAttribute("aria-pressed", it.getAttribute("aria-pressed") === "false");
      mark(it.closest(".field"), "");
    });
  }
  for (const it of main.querySelectorAll(".stop input")) {
    it.addEventListener("change", () => mark(it.closest(".stop"), ""));
  }

  for (const select of main.querySelectorAll("select[data-within]")) {
    const options = [...select.options];
    const above = () => {
      const all = named(select.dataset.within).filter((it) => it.dataset.kind === "choose");
      return all.find((it) => select.form.contains(it)) ?? all[0];
    };
    const narrow = () => {
      const parent = above();
      const inside = (it) => it.dataset.in === undefined || !parent || it.dataset.in === value(parent);
      const chosen = select.selectedOptions[0];
      select.replaceChildren(...options.filter(inside));
      if (!select.contains(chosen)) select.selectedIndex = 0;
      select.dispatchEvent(new Event("change"));
    };
    const parent = above();
    if (parent) box(parent).addEventListener("change", narrow);
    select.addEventListener("pointerdown", () => {
      if (parent && value(parent) === "") notice(say("parent", parent.dataset), box(parent));
    });
    narrow();
  }
  for (const other of main.querySelectorAll(".other")) {
    const select = box(other.closest(".field"));
    select.addEventListener("change", () => { other.hidden = !isOther(select); });
  }

  for (const it of main.querySelectorAll("[data-send]")) {
    it.addEventListener("click", () => {
      const output = it.parentNode.querySelector("output");
      const code = String(100000 + crypto.getRandomValues(new Uint32Array(1))[0] % 900000);
      output.dataset.code = code;
      output.textContent = say("sent") + code;
    });
  }

  const signs = { JPEG: [0xff, 0xd8, 0xff], PNG: [0x89, 0x50, 0x4e, 0x47], GIF: [0x47, 0x49, 0x46], PDF: [0x25, 0x50, 0x44, 0x46], BMP: [0x42, 0x4d] };
  const size = (bytes) => bytes % 1024 === 0 ? `${bytes / 1024} KB` : `${Math.round(bytes / 1000)} KB`;
  const badFile = async (input, file) => {
    const { formats, min, max, width, height } = input.dataset;
    const head = new Uint8Array(await file.slice(0, 4).arrayBuffer());
    const known = formats.split(" ").filter((it) => signs[it]);
    if (known.length > 0 && !known.some((it) => signs[it].every((byte, n) => head[n] === byte))) {
      return say("kind", { formats: known.join("、") });
    }
    if (max > 0 && file.size > max) return say("large", { max: size(max) });
    if (file.size < min) return say("small", { min: size(min) });
    const canvas = input.parentNode.querySelector("canvas");
    canvas.hidden = true;
    const picture = await createImageBitmap(file).catch(() => undefined);
    if (width > 0 && (picture?.width !== Number(width) || picture?.height !== Number(height))) {
      return say("pixels", { width, height });
    }
    if (picture) {
      const scale = 96 / Math.max(picture.width, picture.height);
      [canvas.width, canvas.height] = [picture.width * scale, picture.height * scale];
      canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
      canvas.hidden = false;
    }
    return "";
  };
  for (const input of main.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      const field = input.closest(".field");
      const file = input.files[0];
      const text = file ? await badFile(input, file) : "";
      if (input.files[0] !== file) return;
      field.dataset.refused = text;
      mark(field, text);
      if (text) notice(text, input);
    });
  }

  for (const field of main.querySelectorAll("[data-kind=history]")) {
    const body = field.querySelector("tbody");
    const blank = body.rows[0].cloneNode(true);
    const dropped = (row) => () => {
      if (body.rows.length > 1) row.remove();
      else for (const it of cells(row)) it.value = "";
    };
    const arm = (row) => row.querySelector("[data-drop]").addEventListener("click", dropped(row));
    arm(body.rows[0]);
    field.querySelector("[data-add]").addEventListener("click", () => {
      const row = body.appendChild(blank.cloneNode(true));
      arm(row);
      cells(row)[0].focus();
    });
  }

  // ── Harder ──

  const noPaste = document.querySelector("#no-paste");
  for (const it of main.querySelectorAll("[data-confirm]")) {
    it.addEventListener("paste", (event) => {
      if (!noPaste.checked) return;
      event.preventDefault();
      notice(say("no_paste"), it);
    });
  }
  document.querySelector("#time-out").addEventListener("click", () => {
    const form = pages.find((it) => !it.hidden);
    if (!form) return;
    form.reset();
    for (const it of form.querySelectorAll("tbody tr:not(:first-child)")) it.remove();
    for (const it of form.querySelectorAll(".act")) it.setAttribute("aria-pressed", "false");
    for (const it of form.querySelectorAll("canvas")) it.hidden = true;
    for (const it of form.querySelectorAll("select")) it.dispatchEvent(new Event("change"));
    for (const field of form.querySelectorAll(".field, .stop")) {
      delete field.dataset.refused;
      mark(field, "");
    }
    known(form);
    notice(say("timed_out"), form.querySelector("input, select, button"));
  });

  // ── The result page ──

  const layout = result.querySelector("#layout");
  const shown = result.querySelector("#shown");
  /** Labels and values of a page, as a portal shows them: what was confirmed, kept secret or merely done it does not. */
  const lines = (form) =>
    [...form.querySelectorAll(".field")]
      .filter((it) => ["enter", "choose", "system", "upload"].includes(it.dataset.kind) && value(it) !== "")
      .map((it) => [it.dataset.label, value(it)]);
  const table = (rows, parent) => {
    const body = element("tbody", "", element("table", "", parent));
    for (const row of rows) {
      const line = element("tr", "", body);
      row.forEach((text, n) => element(n % 2 === 0 ? "th" : "td", text, line));
    }
  };
  const pairs = (all) => all.flatMap((it, n) => n % 2 === 0 ? [[...it, ...(all[n + 1] ?? [])]] : []);
  const layouts = {
    table,
    colon: (all, parent) => all.forEach(([label, text]) => element("p", `${label}：${text}`, parent)),
    columns: (all, parent) => table(pairs(all), parent),
  };
  const history = (field, parent) => {
    const written = rows(field).filter((it) => !isEmpty(it));
    if (written.length === 0) return;
    element("h4", field.dataset.label, parent);
    const it = element("table", "", parent, "rows");
    const head = element("tr", "", element("thead", "", it));
    for (const cell of field.querySelectorAll("thead th")) element("th", cell.textContent, head);
    const body = element("tbody", "", it);
    for (const row of written) {
      const line = element("tr", "", body);
      for (const cell of cells(row)) element("td", cell.value, line);
    }
  };
  const print = () => {
    shown.replaceChildren();
    element("p", document.querySelector(".banner").textContent, shown, "about");
    for (const form of pages) {
      known(form);
      const all = lines(form);
      const histories = [...form.querySelectorAll("[data-kind=history]")].filter((it) => rows(it).some((row) => !isEmpty(row)));
      if (all.length + histories.length === 0) continue;
      const part = element("section", "", shown);
      part.lang = "zh-CN";
      element("h3", form.dataset.title, part);
      layouts[layout.value](all, part);
      for (const it of histories) history(it, part);
    }
    if (!shown.querySelector("section")) element("p", say("nothing"), shown);
    result.querySelector("#copied").textContent = "";
  };
  layout.addEventListener("change", print);
  result.querySelector("#copy").addEventListener("click", () => {
    getSelection().selectAllChildren(shown);
    const copied = document.execCommand("copy");
    result.querySelector("#copied").textContent = say(copied ? "copied" : "selected");
  });

  show(pages[0].dataset.page);
})();
