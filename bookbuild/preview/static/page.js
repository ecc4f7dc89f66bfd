// Small helpers that all parts share.
let words = {};

export const byId = (id) => document.getElementById(id);
export const word = (name) => words[name] ?? name;
export const fill = (name, values) => word(name).replace(/\{(\w+)\}/g, (_, key) => values[key] ?? "");

export async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

export function post(address, values) {
  const headers = { "Content-Type": "application/json", "X-Bookbuild": "1" };
  return fetch(address, { method: "POST", headers, body: JSON.stringify(values) });
}

export function setWords(given) {
  words = given;
  for (const one of document.querySelectorAll("[data-word]")) one.textContent = word(one.dataset.word);
  for (const one of document.querySelectorAll("[data-label]")) {
    one.setAttribute("aria-label", word(one.dataset.label));
    if (one.tagName === "BUTTON") one.title = word(one.dataset.label);
  }
  for (const one of document.querySelectorAll("[data-placeholder]")) one.placeholder = word(one.dataset.placeholder);
}

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

let timer = 0;
export function toast(text) {
  const box = byId("toast");
  box.textContent = text;
  box.classList.add("shown");
  clearTimeout(timer);
  timer = setTimeout(() => box.classList.remove("shown"), 2600);
}

export function announce(text) {
  byId("live").textContent = text;
}
