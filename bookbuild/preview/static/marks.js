// What is to be looked at, marked on the pages: messages about their lines, and what the layout report says of them.
import { announce, byId, fill, get, make, word } from "./page.js";

const ICONS = {
  "loose-line": "M2 8h12M5 5 2 8l3 3M11 5l3 3-3 3",
  "short-page": "M3 1.5h10v13H3zM5.5 4.5h5",
  "early-end": "M3 1.5h10v13H3zM5.5 4.5h5M5.5 7.5h5",
  message: "M8 3v6M8 12v.6",
};

export class Marks {
  constructor(settings) {
    this.settings = settings;
    this.state = null;
    this.opened = null;
    document.addEventListener("keydown", (event) => { if (event.key === "Escape" && this.opened) this.close(true); });
  }

  // Put the marks of a page in the margin beside their lines.
  async put(box, pages) {
    const { digest } = box.dataset;
    if (!this.settings.get("marks") || pages.made || digest.startsWith("blank")) { this.remove(box); return; }
    const { version } = this.state;
    if (box.dataset.marked === `${digest} ${version}`) return;
    box.dataset.marked = `${digest} ${version}`;
    let found;
    try { found = await get(`marks/${digest}.json`); } catch { return; } // the page is gone; the next state has another
    const spans = [...box.querySelectorAll(".text span")];
    if (box.dataset.digest !== digest || !spans.length) { delete box.dataset.marked; return; }
    const all = [
      ...found.problems.filter(([index]) => this.state.problems[index]).map(([index, row]) => this.ofProblem(index, spans[row])),
      ...found.marks.map(([kind, row, value]) => this.ofLayout(kind, row, value, spans[row])),
    ];
    const isOpen = this.opened && box.contains(this.opened.button) ? this.opened.button.dataset.name : "";
    this.remove(box);
    if (!all.length) return;
    box.dataset.marked = `${digest} ${version}`;
    const layer = make("div", { className: "marks" });
    all.sort((one, other) => one.span.box.top - other.span.box.top).forEach((mark, index) => layer.append(...this.drawn(mark, box, index, all)));
    box.append(layer);
    const again = (isOpen || this.awaited) && [...layer.querySelectorAll("button")].find(({ dataset }) => dataset.name === isOpen || dataset.name === this.awaited);
    if (again) this.open(again);
  }

  remove(box) {
    box.querySelector(".marks")?.remove();
    delete box.dataset.marked;
  }

  ofProblem(index, span) {
    const { severity, code, message, hint, path, line } = this.state.problems[index];
    return { name: `problem ${index}`, kind: "message", severity, title: `${word(severity)} ${code}`, message, hint, span, path: span.dataset.path ?? path, line: path === span.dataset.path ? line : span.dataset.line };
  }

  ofLayout(kind, row, value, span) {
    const title = fill(kind, { value: kind === "loose-line" ? value : Math.round(value * 100) });
    return { name: `${kind} ${row}`, kind, severity: "layout", title, message: "", hint: "", span, path: span.dataset.path, line: span.dataset.line };
  }

  drawn(mark, box, index, all) {
    const { left, top, right, bottom } = mark.span.box;
    const line = make("div", { className: `line ${mark.severity} ${mark.kind}` });
    Object.assign(line.style, { left: `${left * 100}%`, top: `${top * 100}%`, width: `${(right - left) * 100}%`, height: `${(bottom - top) * 100}%` });
    const button = make("button", { className: `mark ${mark.severity}` });
    button.innerHTML = `<svg viewBox="0 0 16 16" aria-hidden="true"><path d="${ICONS[mark.kind]}"/></svg>`;
    button.setAttribute("aria-label", mark.title);
    button.setAttribute("aria-expanded", "false");
    button.title = mark.title;
    button.dataset.name = mark.name;
    const beside = all.slice(0, index).filter((one) => Math.abs(one.span.box.top - top) < 0.025).length;
    button.style.setProperty("--beside", beside);
    button.style.top = `${((top + bottom) / 2) * 100}%`;
    button.mark = mark;
    button.addEventListener("click", () => { if (this.opened?.button === button) this.close(true); else this.open(button); });
    return [line, button];
  }

  // Show what a mark means, and the way to its source.
  open(button) {
    this.close();
    this.awaited = "";
    const { title, message, hint, path, line, span } = button.mark;
    const note = make("div", { className: "note" });
    note.setAttribute("role", "group");
    note.setAttribute("aria-label", title);
    note.append(make("p", {}, make("strong", { textContent: title })));
    for (const text of [message, hint].filter(Boolean)) note.append(make("p", { textContent: text, lang: "en" }));
    if (path) {
      const source = make("button", { textContent: `${path}:${line}` });
      source.addEventListener("click", () => this.settings.open(path, Number(line)));
      note.append(source);
    }
    const isLow = span.box.bottom > 0.6;
    note.style.insetBlock = isLow ? `auto ${(1 - span.box.top) * 100 + 0.8}%` : `${span.box.bottom * 100 + 0.8}% auto`;
    button.after(note);
    button.setAttribute("aria-expanded", "true");
    button.classList.add("current");
    this.opened = { button, note };
  }

  close(focuses = false) {
    if (!this.opened) return;
    const { button, note } = this.opened;
    note.remove();
    button.setAttribute("aria-expanded", "false");
    button.classList.remove("current");
    this.opened = null;
    if (focuses && button.isConnected) button.focus({ preventScroll: true });
  }

  // Open the mark of this name on a page as soon as the page has its marks.
  await(box, name) {
    this.close();
    this.awaited = name;
    const button = [...box.querySelectorAll(".marks button.mark")].find(({ dataset }) => dataset.name === name);
    if (button) this.open(button);
  }

  // Do what a click on the source of the open mark does; return whether there is one.
  openSource() {
    const { path, line } = this.opened?.button.isConnected ? this.opened.button.mark : {};
    if (path) this.settings.open(path, Number(line));
    return Boolean(path);
  }

  toggle(pages) {
    const isOn = !this.settings.get("marks");
    this.settings.set("marks", isOn);
    byId("marks").setAttribute("aria-pressed", String(isOn));
    announce(`${word("marks")}: ${word(isOn ? "on" : "off")}`);
    if (!isOn) this.close();
    for (const box of pages.boxes) if (isOn && box.dataset.near) this.put(box, pages); else this.remove(box);
  }
}
