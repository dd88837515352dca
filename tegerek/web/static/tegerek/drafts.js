/* Keeps in the browser what is typed into the minutes until the site has answered that it is written there.

A form with data-draft is watched. What is typed lies on a shelf of its writer ("typed"); a press on its button puts it
into an outbox ("out"), which is sent in order, again and again while there is no line. Each entry goes out as it was
pressed, with the key and the version it had, so that the site writes it once however often it arrives. An entry that the
site does not take stays, until its writer has looked at it. Signing out sends first, or offers a file; then nothing
stays here. A shared computer that is about to lock itself sends first too; what has no line then waits for its writer,
and whoever signs out there meanwhile is told of it. Without this script the same forms work by themselves. */
"use strict";

(function () {
  const bar = document.getElementById("drafts");
  if (!bar) return;
  const words = bar.dataset;
  const shelf = `draft.${words.owner}.`;
  const AGAIN_MS = 10000;
  const OLDEST_MS = 30 * 24 * 3600 * 1000;
  const PATIENCE_MS = 20000;
  const LOOK_MS = 15000;
  const LOCKS_MS = Number(words.locks) * 60000;
  let sending = null;
  let leaving = null;
  let note = "";
  let wentTo = "";
  let touched = Date.now();

  /* The shelf */

  function all(kind) {
    const found = [];
    for (let n = 0; n < localStorage.length; n += 1) {
      const name = localStorage.key(n);
      if (name.startsWith(shelf + kind)) found.push({ name, ...JSON.parse(localStorage.getItem(name)) });
    }
    return found.sort((one, other) => one.moment - other.moment);
  }

  /* What somebody else typed at this computer, who could not send it before it locked itself. */
  function ofOthers() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith("draft.") && !name.startsWith(shelf));
    return names.map((name) => JSON.parse(localStorage.getItem(name))).filter((entry) => textOf(entry.fields));
  }

  function keep(name, entry) {
    try {
      localStorage.setItem(name, JSON.stringify(Object.assign({}, entry, { name: undefined })));
      return true;
    } catch (error) {
      note = words.full;
      show();
      return false;
    }
  }

  function drop(name) {
    localStorage.removeItem(name);
  }

  function clearOld() {
    const names = Object.keys(localStorage).filter((name) => name.startsWith("draft."));
    for (const name of names) {
      if (JSON.parse(localStorage.getItem(name)).moment < Date.now() - OLDEST_MS) drop(name);
    }
  }

  /* Forms */

  function fieldsOf(form) {
    return [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");
  }

  function textOf(fields) {
    return fields
      .filter(([name, value]) => /^(text_|saw_|told_|documents_|note-)/.test(name) && value.trim())
      .map(([, value]) => value.trim())
      .join("\n");
  }

  function entryOf(form) {
    const heading = form.closest("section") && form.closest("section").querySelector("h2");
    const label = heading ? heading.textContent.trim() : document.title;
    return {
      id: form.dataset.draft,
      to: form.getAttribute("action"),
      fields: fieldsOf(form),
      label,
      moment: Date.now(),
    };
  }

  function putBack(form, entry) {
    for (const field of form.elements) {
      if (!field.name || field.name === "csrfmiddlewaretoken") continue;
      const values = entry.fields.filter(([name]) => name === field.name).map(([, value]) => value);
      if (field.type === "checkbox" || field.type === "radio") field.checked = values.includes(field.value);
      else if (values.length) [field.value] = values;
    }
    for (let around = form.closest("details"); around; around = around.parentElement.closest("details")) {
      around.open = true;
    }
  }

  function sayAt(form, text) {
    let line = form.querySelector(".unsent");
    if (!line) {
      line = document.createElement("p");
      line.className = "unsent";
      form.append(line);
    }
    line.textContent = text;
  }

  function newKey(form) {
    const key = form.elements.key;
    if (!key || !key.value) return;
    const bytes = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
    key.value = bytes.join("");
  }

  /* Sending */

  function token() {
    return document.querySelector("[name=csrfmiddlewaretoken]").value;
  }

  async function post(entry) {
    const body = new URLSearchParams(entry.fields.concat([["csrfmiddlewaretoken", token()]]));
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), PATIENCE_MS);
    const answer = await fetch(entry.to, {
      signal: patience.signal,
      method: "POST",
      body,
      headers: { Accept: "application/json" },
      credentials: "same-origin",
      redirect: "manual",
    }).finally(() => clearTimeout(timer));
    if (answer.ok && (answer.headers.get("Content-Type") || "").startsWith("application/json")) return answer.json();
    return answer.status === 422 ? "refused" : "no";
  }

  /* What was written has a version now: later words for the same passage build on it. */
  function goOn(entry, written) {
    const same = (other) => isSame(other, entry);
    for (const other of [...all("out."), ...all("typed.")].filter(same)) {
      if (Number(valueOf(other, "seen")) >= written.version) continue;
      const fields = other.fields.map(([name, value]) => [name, name === "seen" ? String(written.version) : value]);
      keep(other.name, { ...other, fields });
    }
    for (const form of document.querySelectorAll("form[data-draft]")) {
      if (!same({ id: form.dataset.draft, fields: fieldsOf(form) })) continue;
      form.elements.seen.value = String(Math.max(Number(form.elements.seen.value), written.version));
    }
  }

  function valueOf(entry, wanted) {
    const found = entry.fields.find(([name]) => name === wanted);
    return found ? found[1] : "";
  }

  /* Of one passage: one that is new is known by its key, one that is changed by its form. */
  function isSame(one, other) {
    return keyOf(one) === keyOf(other) && (keyOf(one) !== "" || one.id === other.id);
  }

  function keyOf(entry) {
    return valueOf(entry, "key");
  }

  async function sendAll() {
    let went = 0;
    for (const { name } of all("out.")) {
      const kept = localStorage.getItem(name);
      if (!kept) continue;
      const entry = { name, ...JSON.parse(kept) };
      if (entry.refused) continue;
      let written;
      try {
        written = await post(entry);
      } catch (error) {
        note = words.offline;
        break;
      }
      if (written === "no") {
        // Locked or signed out meanwhile; its answer may have emptied the shelf.
        keep(name, entry);
        note = words.signedOut;
        break;
      }
      for (const old of all("out.")) if (old.refused && isSame(old, entry)) drop(old.name);
      if (written === "refused") {
        keep(name, Object.assign({ refused: true }, entry));
        continue;
      }
      drop(name);
      goOn(entry, written);
      wentTo = written.to || "";
      went += 1;
    }
    const out = all("out.");
    if (went && !out.length) note = words.sent;
    return out;
  }

  /* One sending at a time; whoever asks meanwhile waits for it and sends what is left. Answers what still waits. */
  async function send() {
    while (sending) await sending;
    sending = sendAll();
    const out = await sending;
    sending = null;
    show();
    return out;
  }

  /* A form that the site does not take is sent by the browser itself: its page shows what stands in the way. */
  function sendOpenly(entry) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = entry.to;
    for (const [name, value] of entry.fields.concat([["csrfmiddlewaretoken", token()]])) {
      const field = document.createElement("input");
      field.type = "hidden";
      field.name = name;
      field.value = value;
      form.append(field);
    }
    document.body.append(form);
    form.submit();
  }

  async function press(form) {
    const entry = entryOf(form);
    const name = `${shelf}out.${Date.now()}.${entry.id}`;
    if (!keep(name, entry)) {
      form.submit();
      return;
    }
    drop(`${shelf}typed.${entry.id}`);
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    wentTo = "";
    const left = (await send()).find((one) => one.name === name);
    button.disabled = false;
    if (!left) showWritten(form);
    else if (left.refused) {
      sendOpenly(left);
    } else if (keyOf(entry)) {
      waits(form, left);
      form.reset();
      newKey(form);
    } else {
      sayAt(form, words.waits);
    }
  }

  /* The page of the minutes, anew, at the passage or the item. */
  function showWritten(form) {
    const around = form.closest(".passages > li, .minuted");
    if (wentTo) location.assign(wentTo);
    else if (location.pathname !== form.dataset.back) location.assign(form.dataset.back);
    else {
      if (around) location.hash = around.id;
      location.reload();
    }
  }

  /* What was pressed and waits for a line stands above its form. */
  function waits(form, entry) {
    const box = document.createElement("div");
    box.className = "unsent";
    box.dataset.out = entry.name;
    const text = document.createElement("p");
    text.textContent = textOf(entry.fields);
    const small = document.createElement("small");
    small.textContent = words.waits;
    box.append(text, small);
    form.before(box);
  }

  /* The bar at the foot of the page */

  function button(text, act, quiet) {
    const made = document.createElement("button");
    made.type = "button";
    made.className = quiet ? "press quiet" : "press";
    made.textContent = text;
    made.addEventListener("click", act);
    return made;
  }

  function show() {
    const out = all("out.");
    const refused = out.find((entry) => entry.refused && !isShown(entry));
    for (const box of document.querySelectorAll("[data-out]")) {
      if (!out.some((entry) => entry.name === box.dataset.out)) box.remove();
    }
    const others = leaving ? ofOthers() : [];
    if (!out.length && !others.length) leaving = null;
    const text = document.createElement("p");
    const left = leaving ? out : out.filter((entry) => !(entry.refused && isShown(entry)));
    bar.hidden = !(left.length || others.length || note);
    const count = left.length ? (leaving ? words.losing : words.unsent).replace("{n}", String(left.length)) : "";
    const said = refused && !leaving ? `«${textOf(refused.fields).slice(0, 60)}»` : "";
    const ofThem = others.length ? words.others.replace("{n}", String(others.length)) : "";
    text.textContent = [count, said, ofThem, note].filter(Boolean).join(" ");
    const row = document.createElement("p");
    row.className = "row";
    row.append(...buttons(out, refused));
    bar.replaceChildren(text, row);
    note = "";
  }

  /* Whether the page shows that very entry, with what stands in its way. */
  function isShown(entry) {
    const asked = [...document.querySelectorAll("form[data-draft]")].filter((form) => form.querySelector("[role=alert]"));
    return asked.some((form) => isSame({ id: form.dataset.draft, fields: fieldsOf(form) }, entry));
  }

  function buttons(out, refused) {
    if (leaving) {
      return [
        button(words.save, () => saveFile([...out, ...ofOthers()])),
        button(words.throwAway, () => leave(leaving), true),
        button(words.stay, () => stay(), true),
      ];
    }
    if (refused) return [button(words.look, () => sendOpenly(refused)), button(words.discard, () => discard(refused), true)];
    if (out.length) return [button(words.again, send, true)];
    return note === words.sent ? [button(words.anew, () => location.reload(), true)] : [];
  }

  function discard(entry) {
    drop(entry.name);
    show();
  }

  /* Signing out */

  function saveFile(entries) {
    const told = entries.map((entry) => `${entry.label}\n${new Date(entry.moment).toLocaleString()}\n\n${textOf(entry.fields)}\n`);
    const link = document.createElement("a");
    link.href = `data:text/plain;charset=utf-8,${encodeURIComponent(told.join("\n———\n\n"))}`;
    link.download = words.saved;
    link.click();
  }

  function stay() {
    leaving = null;
    show();
  }

  /* What is typed goes as if its button had been pressed. */
  async function sendTyped() {
    for (const entry of all("typed.")) {
      drop(entry.name);
      if (textOf(entry.fields)) keep(`${shelf}out.${Date.now()}.${entry.id}`, entry);
    }
    if (all("out.").length) await send();
  }

  /* A minute before a shared computer locks itself, if nobody types. */
  function sendBeforeLock() {
    if (Date.now() - touched > LOCKS_MS - 60000 && all("typed.").length) sendTyped();
  }

  function leave(form) {
    for (const name of Object.keys(localStorage).filter((one) => one.startsWith(shelf))) drop(name);
    form.submit();
  }

  function signOut(form) {
    sendTyped().then(() => {
      if (all("out.").length || ofOthers().length) {
        leaving = form;
        show();
        bar.querySelector("button").focus();
      } else leave(form);
    });
  }

  /* Beginning */

  // Sticking to the foot of the screen from here, it covers nothing at the end of the page.
  document.body.append(bar);
  clearOld();
  const typed = all("typed.");
  const out = all("out.");
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const id = form.dataset.draft;
    const begun = typed.find((entry) => entry.id === id);
    const isFresh = !form.querySelector("[role=alert]");
    for (const entry of out.filter((one) => one.id === id && !one.refused)) waits(form, entry);
    if (begun && isFresh) {
      putBack(form, begun);
      sayAt(form, words.kept);
    }
    form.addEventListener("input", () => {
      touched = Date.now();
      const entry = entryOf(form);
      keep(`${shelf}typed.${id}`, entry);
    });
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      press(form);
    });
  }
  for (const form of document.querySelectorAll("form[data-sign-out]")) {
    form.addEventListener("submit", (event) => {
      if (!all("").length && !ofOthers().length) return;
      event.preventDefault();
      signOut(form);
    });
  }
  window.addEventListener("online", send);
  setInterval(() => {
    if (all("out.").some((entry) => !entry.refused)) send();
  }, AGAIN_MS);
  if (LOCKS_MS) setInterval(sendBeforeLock, LOOK_MS);
  if (out.length) send();
  else show();
})();
