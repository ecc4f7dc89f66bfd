// The EPUB as a phone, a tablet and a desktop show it: its own files in a frame in which nothing runs.
import { make, word } from "./page.js";

const DEVICES = ["phone", "tablet", "desktop"];
const SIZES = [80, 90, 100, 115, 130, 150, 180];

export class Reader {
  constructor(stage) {
    this.stage = stage;
    this.device = "phone";
    this.isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    this.size = 100;
    this.document = "";
  }

  // `key` names the article that one comes from.
  show(view, edition, file, key) {
    this.edition = edition;
    this.file = file;
    const paths = this.file.documents.map(([path]) => path);
    const isNew = !this.stage.querySelector(`[data-made="${CSS.escape(view)}"]`);
    const own = isNew && key ? paths.find((path) => path.endsWith(`/${key}.xhtml`)) : undefined;
    this.document = own ?? (paths.includes(this.document) ? this.document : paths[0]);
    if (!isNew) { this.load(this.frame?.contentWindow?.scrollY ?? 0); return; }
    this.frame = make("iframe", { title: word("screens") });
    this.frame.setAttribute("sandbox", "allow-same-origin");
    this.frame.addEventListener("load", () => this.apply());
    this.box = make("div", { className: "device" }, this.frame);
    const reader = make("div", { className: "reader" }, this.bar(), this.box);
    reader.dataset.made = view;
    this.stage.replaceChildren(reader);
    this.load(0);
  }

  bar() {
    const bar = make("div", { className: "reader-bar" });
    this.sections = this.choice("section", this.file.documents, this.document, (value) => { this.document = value; this.load(0); });
    const back = make("button", { className: "quiet", textContent: "‹", ariaLabel: word("previous-section") });
    const on = make("button", { className: "quiet", textContent: "›", ariaLabel: word("next-section") });
    back.addEventListener("click", () => this.step(-1));
    on.addEventListener("click", () => this.step(1));
    const group = make("div", { className: "group" }, back, this.sections, on);
    const devices = this.segments("device", DEVICES, this.device, (value) => { this.device = value; });
    const colours = this.segments("theme", ["light", "dark"], this.isDark ? "dark" : "light", (value) => { this.isDark = value === "dark"; });
    const size = this.choice("text-size", SIZES.map((one) => [`${one} %`, `${one} %`]), `${this.size} %`, (value) => { this.size = parseInt(value, 10); this.apply(); });
    bar.append(group, devices, colours, size);
    return bar;
  }

  choice(name, values, chosen, act) {
    const select = make("select", {}, ...values.map(([value, label]) => new Option(label, value)));
    select.value = chosen;
    select.addEventListener("change", () => act(select.value));
    return make("label", {}, make("span", { textContent: word(name) }), select);
  }

  segments(name, values, chosen, act) {
    const group = make("div", { className: "segments" });
    group.setAttribute("role", "group");
    group.setAttribute("aria-label", word(name));
    for (const value of values) {
      const button = make("button", { textContent: word(value) });
      button.setAttribute("aria-pressed", String(value === chosen));
      button.addEventListener("click", () => {
        for (const one of group.children) one.setAttribute("aria-pressed", String(one === button));
        act(value);
        this.apply();
      });
      group.append(button);
    }
    return group;
  }

  step(by) {
    const { documents } = this.file;
    this.turn(documents[documents.findIndex(([path]) => path === this.document) + by]?.[0]);
  }

  // Turn to the document of an article; return whether there is one.
  goTo(key) {
    const path = key && this.file?.documents.find(([one]) => one.endsWith(`/${key}.xhtml`))?.[0];
    this.turn(path);
    return Boolean(path);
  }

  turn(path) {
    if (!path) return;
    this.document = path;
    this.sections.querySelector("select").value = path;
    this.load(0);
  }

  load(scroll) {
    this.scroll = scroll;
    const path = this.document.split("/").map(encodeURIComponent).join("/");
    this.frame.src = `epub/${encodeURIComponent(this.edition)}/${this.file.digest}/${path}`;
    this.apply();
  }

  // What a reading system does: the size of the text, and its own colours for the night.
  apply() {
    this.box.dataset.device = this.device;
    this.box.classList.toggle("dark", this.isDark);
    const root = this.frame.contentDocument?.documentElement;
    if (!root) return;
    root.style.fontSize = `${this.size}%`;
    root.style.colorScheme = this.isDark ? "dark" : "light";
    const body = this.frame.contentDocument.body;
    if (body && this.isDark && getComputedStyle(body).color === "rgb(0, 0, 0)") body.style.color = "#dfe2e5";
    if (this.scroll) this.frame.contentWindow.scrollTo(0, this.scroll);
    this.scroll = 0;
  }
}
