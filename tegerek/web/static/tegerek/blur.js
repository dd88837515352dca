// Draw the part to blur by finger or mouse; the four numbers below say the same and are what is sent.
(() => {
  "use strict";
  const frame = document.querySelector("[data-blur]");
  if (!frame || !window.PointerEvent) return;
  const fields = ["left", "top", "width", "height"].map((name) => document.querySelector(`[name="${name}"]`));
  const hint = document.querySelector("[data-blur-hint]");
  const box = document.createElement("div");
  box.className = "blur-box";
  box.hidden = true;
  frame.append(box);
  frame.classList.add("is-drawn");
  if (hint) hint.hidden = false;
  let from = null;

  const percent = (event) => {
    const at = frame.getBoundingClientRect();
    const part = (value, size) => Math.min(100, Math.max(0, Math.round((value / size) * 100)));
    return [part(event.clientX - at.left, at.width), part(event.clientY - at.top, at.height)];
  };
  const show = () => {
    const [left, top, width, height] = fields.map((field) => Number(field.value) || 0);
    box.hidden = !(width && height);
    Object.assign(box.style, { left: `${left}%`, top: `${top}%`, width: `${width}%`, height: `${height}%` });
  };
  const draw = (event) => {
    if (!from) return;
    const to = percent(event);
    const left = Math.min(from[0], to[0], 99);
    const top = Math.min(from[1], to[1], 99);
    const typed = [left, top, Math.max(1, Math.abs(to[0] - from[0])), Math.max(1, Math.abs(to[1] - from[1]))];
    fields.forEach((field, n) => {
      field.value = typed[n];
    });
    show();
  };

  frame.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    from = percent(event);
    frame.setPointerCapture(event.pointerId);
  });
  frame.addEventListener("pointermove", draw);
  frame.addEventListener("pointerup", (event) => {
    draw(event);
    from = null;
  });
  frame.addEventListener("pointercancel", () => {
    from = null;
  });
  fields.forEach((field) => field.addEventListener("input", show));
  show();
})();
