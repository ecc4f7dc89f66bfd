// What a person has chosen, remembered by the browser; and what a click on a line does.
import { announce, byId, fill, post, toast, word } from "./page.js";

const DEFAULTS = { click: "copy", theme: "system", zoom: 1, single: false, ruler: false, grid: false, marks: true, side: true };

export class Settings {
  constructor() {
    this.values = { ...DEFAULTS, ...read() };
    this.dialog = byId("settings");
    byId("settings-button").addEventListener("click", () => this.dialog.showModal());
    this.dialog.addEventListener("change", ({ target }) => this.set(target.name, target.value));
    this.applyTheme();
  }

  begin(state) {
    this.root = state.root;
    byId("click-vscode").hidden = !state.root;
    byId("click-editor").hidden = !state.editor;
    const isKnown = (this.values.click !== "vscode" || state.root) && (this.values.click !== "editor" || state.editor);
    if (!isKnown) this.values.click = DEFAULTS.click;
    for (const name of ["click", "theme"]) {
      for (const one of this.dialog.querySelectorAll(`[name="${name}"]`)) one.checked = one.value === this.values[name];
    }
  }

  get(name) { return this.values[name]; }

  set(name, value) {
    this.values[name] = value;
    try { localStorage.setItem("bookbuild-preview", JSON.stringify(this.values)); } catch { /* private window */ }
    if (name === "theme") this.applyTheme();
  }

  applyTheme() {
    const { theme } = this.values;
    if (theme === "system") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }

  async open(path, line) {
    const place = `${path}:${line}`;
    const how = this.values.click;
    if (how === "none") return;
    if (how === "vscode") {
      location.href = `vscode://file${encodeURI(`${this.root.startsWith("/") ? "" : "/"}${this.root}/${path}`)}:${line}`;
    } else if (how === "editor") {
      const answer = await post("open", { path, line });
      if (!answer.ok) { say(word("not-opened")); return; }
    } else {
      await copy(this.root ? `${this.root}/${path}:${line}` : place);
    }
    say(fill(how === "copy" ? "copied" : "opened", { place }));
  }
}

function say(text) {
  toast(text);
  announce(text);
}

async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    const field = document.createElement("textarea");
    field.value = text;
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
  }
}

function read() {
  try { return JSON.parse(localStorage.getItem("bookbuild-preview")) ?? {}; } catch { return {}; }
}
