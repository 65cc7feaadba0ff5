"use strict";
// A questionnaire that is filled in at home: what applies is shown, what is wrong is said, and the answers are saved as a file.
// Nothing is kept in the browser and nothing is sent.
(() => {
  const main = document.querySelector("main");
  const words = JSON.parse(main.dataset.words);
  const say = (word, values = {}) => words[word].replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);
  const fields = [...main.querySelectorAll("[data-fact]")];
  const byFact = new Map(fields.map((it) => [it.dataset.fact, it]));
  const table = main.querySelector("tbody");
  const status = main.querySelector("output");
  const copy = main.querySelector("textarea");
  let unsaved = false;

  // ── What is in the boxes ──

  const box = (field) => field.querySelector("input, select");
  const other = (field) => field.querySelector(".other");
  const value = (field) => {
    const it = box(field);
    return (it.selectedOptions?.[0]?.dataset.other !== undefined ? other(field).value : it.value).trim();
  };
  const json = (field, name) => JSON.parse(field.dataset[name] ?? "null");
  const cells = (row) => [...row.querySelectorAll("[data-cell]")];
  const isEmpty = (row) => cells(row).every((it) => it.value.trim() === "");
  const rows = () => (table ? [...table.querySelectorAll("tr")] : []);

  /** Whether a condition holds: true, false, or undefined where it hangs on what is not asked for here. */
  const holds = (it) => {
    if (it === null) return true;
    if (it.all) {
      const all = it.all.map(holds);
      return all.includes(false) ? false : all.includes(undefined) ? undefined : true;
    }
    if (it.any) {
      const all = it.any.map(holds);
      return all.includes(true) ? true : all.includes(undefined) ? undefined : false;
    }
    if (it.not) {
      const not = holds(it.not);
      return not === undefined ? undefined : !not;
    }
    const field = byFact.get(it.fact);
    if (!field) return undefined;
    const text = value(field) || (field.dataset.usual ?? "");
    // What follows from something else may be left empty.
    if (text === "" && field.dataset.follows !== undefined) return undefined;
    if ("answered" in it) return (text !== "") === it.answered;
    return (it.one_of ?? [it.is]).includes(text);
  };
  const isAsked = (field) => holds(json(field, "relevant")) !== false;
  const isRequired = (field) =>
    holds(json(field, "relevant")) === true && (json(field, "required") ?? []).some((it) => holds(it) === true);

  // ── What is wrong ──

  /** The check digit of GB 11643, and what else an ID number must be, in the words of the pack. */
  const id18 = (text, said) => {
    const n = [...text].length;
    if (n !== 18) return said.length && fill(said.length, { n });
    const k = [...text].findIndex((it, at) => !/[0-9]/.test(it) && !(at === 17 && /[Xx]/.test(it)));
    if (k >= 0) return said.not_digit && fill(said.not_digit, { k: k + 1, c: [...text][k] });
    const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const sum = weights.reduce((all, weight, at) => all + weight * Number(text[at]), 0);
    const x = "10X98765432"[sum % 11];
    return x === text[17].toUpperCase() ? "" : said.check_digit && fill(said.check_digit, { x });
  };
  const wrong = (field) => {
    const [text, label] = [value(field), field.dataset.label];
    const it = box(field);
    if (text === "") return isRequired(field) ? say(it.tagName === "SELECT" ? "choose" : "fill", { label }) : "";
    if (it.list && field.dataset.closed !== undefined && ![...it.list.options].some((one) => one.value === text)) {
      return say("list", { label });
    }
    for (const rule of json(field, "rules") ?? []) {
      if (holds(rule.when) !== true) continue;
      if (rule.kind === "id18") {
        const said = id18(text, rule.said);
        if (said) return said;
      }
      if (rule.min > [...text].length) return say("short", { label, min: rule.min });
      if (rule.pattern && !new RegExp(`^(?:${rule.pattern})$`).test(text)) {
        return say(field.dataset.example ? "example" : "format", { label, example: field.dataset.example });
      }
    }
    return "";
  };
  const badRow = (row) => {
    for (const it of cells(row)) {
      const [text, label] = [it.value.trim(), it.getAttribute("aria-label")];
      if (text === "" && it.dataset.required !== undefined) return say("fill", { label });
      const month = { from: /^[0-9]{4}(0[1-9]|1[0-2])$/, to: /^([0-9]{4}(0[1-9]|1[0-2])|至今)$/ }[it.dataset.cell];
      if (month && !month.test(text)) return say("example", { label, example: "201109" });
    }
    return "";
  };
  const mark = (field, text) => {
    const said = field.querySelector(".wrong");
    said.textContent = text;
    said.hidden = text === "";
    for (const it of field.querySelectorAll("input, select")) {
      it.setAttribute("aria-invalid", text !== "");
      if (text) it.setAttribute("aria-describedby", said.id);
      else it.removeAttribute("aria-describedby");
    }
  };

  /** Shows what applies now. */
  const show = () => {
    for (const field of fields) {
      field.hidden = !isAsked(field);
      field.querySelector(".star").hidden = !isRequired(field);
      const it = box(field);
      if (other(field)) other(field).hidden = it.selectedOptions?.[0]?.dataset.other === undefined;
    }
  };
  /** Looks at everything; how much is wrong. */
  const check = () => {
    let first;
    let count = 0;
    for (const field of fields) {
      const text = field.hidden ? "" : wrong(field);
      mark(field, text);
      if (text) [first, count] = [first ?? box(field), count + 1];
    }
    const history = main.querySelector(".history");
    if (history) {
      const written = rows().filter((it) => !isEmpty(it));
      const said = written.map((row, n) => [n, badRow(row)]).filter((it) => it[1]);
      const none = written.length === 0 && history.dataset.required !== undefined ? words.history : "";
      const text = said.length > 0 ? say("row", { n: said[0][0] + 1, said: said[0][1] }) : none;
      history.querySelector(".wrong").textContent = text;
      history.querySelector(".wrong").hidden = text === "";
      if (text) [first, count] = [first ?? table.querySelector("input"), count + 1];
    }
    return { first, count };
  };

  // ── In and out ──

  const answers = () => {
    const facts = {};
    for (const field of fields) if (!field.hidden && value(field) !== "") facts[field.dataset.fact] = value(field);
    const history = rows()
      .filter((it) => !isEmpty(it))
      .map((row) => Object.fromEntries(cells(row).map((it) => [it.dataset.cell, it.value.trim()])));
    const of = { procedure: main.dataset.procedure, version: Number(main.dataset.version) };
    return { questionnaire: of, facts, history };
  };
  window.questionnaire = Object.freeze({ answers });

  const save = () => {
    const { count, first } = check();
    const text = `${JSON.stringify(answers(), null, 2)}\n`;
    const name = (answers().facts["person.name"] ?? "").replace(/[\\/:*?"<>|\u0000-\u001f]/g, "");
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = `${[words.file, name].filter(Boolean).join("-")}.json`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    copy.value = text;
    copy.closest("details").hidden = false;
    unsaved = false;
    status.value = count > 0 ? say("saved_open", { count }) : words.saved;
    if (count > 0) first.focus();
  };
  const addRow = (said = {}) => {
    const row = rows()[0].cloneNode(true);
    for (const it of cells(row)) it.value = said[it.dataset.cell] ?? "";
    table.append(row);
    return row;
  };
  const load = async (file) => {
    try {
      const said = JSON.parse(await file.text());
      if (typeof said.facts !== "object" || said.questionnaire?.procedure !== main.dataset.procedure) throw new Error();
      for (const field of fields) {
        const text = String(said.facts[field.dataset.fact] ?? "");
        const it = box(field);
        it.value = text;
        if (it.tagName === "SELECT" && it.value !== text) {
          const open = [...it.options].find((one) => one.dataset.other !== undefined);
          if (open && text) [open.selected, other(field).value] = [true, text];
          else it.value = "";
        }
      }
      if (table) {
        const all = Array.isArray(said.history) ? said.history : [];
        for (const it of rows().slice(1)) it.remove();
        for (const it of cells(rows()[0])) it.value = all[0]?.[it.dataset.cell] ?? "";
        for (const it of all.slice(1)) addRow(it);
      }
      show();
      unsaved = false;
      status.value = words.opened;
    } catch {
      status.value = words.not_opened;
    }
  };

  main.addEventListener("input", () => {
    unsaved = true;
    status.value = "";
    show();
  });
  main.addEventListener("change", (event) => {
    const field = event.target.closest("[data-fact]");
    if (field) mark(field, field.hidden ? "" : wrong(field));
  });
  main.addEventListener("click", (event) => {
    const row = event.target.closest("[data-drop]")?.closest("tr");
    if (row && rows().length > 1) row.remove();
    else if (row) for (const it of cells(row)) it.value = "";
    if (event.target.closest("[data-add]")) cells(addRow())[0].focus();
  });
  main.querySelector("#check").addEventListener("click", () => {
    const { count, first } = check();
    status.value = count > 0 ? say("open", { count }) : words.fine;
    first?.focus();
  });
  main.querySelector("#save").addEventListener("click", save);
  main.querySelector("#open").addEventListener("change", (event) => {
    const [file] = event.target.files;
    if (file) void load(file);
    event.target.value = "";
  });
  copy.addEventListener("focus", () => copy.select());
  window.addEventListener("beforeunload", (event) => {
    if (unsaved) event.preventDefault();
  });
  show();
})();
