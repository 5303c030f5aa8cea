// Keeps answers current, shows times in the reader's own zone, and counts what was pasted.
// The page does without it.
"use strict";

const language = document.documentElement.lang;
// Bare English would tell times as they are told in America.
const locale = language === "en" ? "en-GB" : language;
const exact = new Intl.DateTimeFormat(locale, {
  day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit",
});
const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });

function age(milliseconds) {
  const minutes = Math.floor(milliseconds / 60_000);
  if (minutes < 1) return relative.format(0, "minute");
  if (minutes < 60) return relative.format(-minutes, "minute");
  if (minutes < 1_440) return relative.format(-Math.floor(minutes / 60), "hour");
  return relative.format(-Math.floor(minutes / 1_440), "day");
}

// The hub's clock counts: ages are told against it even where this machine's is wrong.
let offset = 0;

function showTimes(root) {
  for (const time of root.querySelectorAll("time")) {
    const at = new Date(time.dateTime);
    if (time.dataset.age === undefined) {
      time.title ||= time.textContent;
      time.textContent = exact.format(at);
    } else {
      const old = Date.now() + offset - at;
      // The server has told young ages in words already.
      if (old >= 60_000) time.textContent = age(old);
    }
  }
}

function field() {
  const form = document.getElementById("ask");
  if (!form) return;
  const text = form.elements.numbers;
  const count = form.querySelector(".count");
  const clear = form.querySelector("[data-clear]");
  const show = () => {
    const numbers = text.value.split(/[\s,;|"'，；、]+/u).filter(Boolean).length;
    count.textContent = numbers > 1 ? form.dataset.count.replace("{}", numbers) : "";
    clear.hidden = text.value === "";
  };
  text.addEventListener("input", show);
  // A pasted list is not torn apart by what stands in the field already.
  text.addEventListener("paste", () => {
    if (text.selectionStart === text.value.length && /\S$/.test(text.value)) {
      text.setRangeText("\n", text.selectionStart, text.selectionEnd, "end");
    }
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  clear.addEventListener("click", () => {
    text.value = "";
    show();
    text.focus();
  });
  show();
}

function apply(news) {
  const old = document.getElementById(news.id);
  if (!old) return;
  const holder = document.createElement("template");
  holder.innerHTML = news.html;
  const fresh = holder.content.firstElementChild;
  showTimes(fresh);
  fresh.classList.add("news");
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (focused) fresh.querySelector("a")?.focus();
}

async function follow() {
  const form = document.getElementById("again");
  const live = document.getElementById("live");
  if (!form || !live) return;
  const said = document.createElement("span");
  said.className = "hidden";
  said.setAttribute("role", "status");
  live.after(said);
  const state = (connected) => {
    live.hidden = false;
    live.toggleAttribute("data-off-now", !connected);
    const text = connected ? live.dataset.on : live.dataset.off;
    if (live.textContent !== text) live.textContent = text;
  };
  let pause = 1_000;
  for (;;) {
    try {
      const body = new URLSearchParams(new FormData(form));
      body.set("lang", language);
      const answer = await fetch("/parcels/events", { method: "POST", body });
      // Signed out, or the answers are too old to go on from: the page says as of when they are.
      if (!answer.ok) throw new Error(answer.status);
      state(true);
      pause = 1_000;
      await read(answer.body, (event, data) => {
        if (event === "clock") offset = new Date(data.at) - Date.now();
        if (event === "upto") form.elements.upto.value = data.upto;
        if (event === "parcel") {
          apply(data);
          said.textContent = data.say;
        }
      });
    } catch {
      state(false);
    }
    await new Promise((wake) => setTimeout(wake, pause + Math.random() * pause));
    pause = Math.min(pause * 2, 60_000);
  }
}

// Server-sent events out of an answer to a POST: the numbers do not belong into an address.
async function read(stream, take) {
  const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    // The hub says something every few seconds; silence means that the line is dead.
    const { done, value } = await Promise.race([
      reader.read(),
      new Promise((_, fail) => setTimeout(() => fail(new Error("silence")), 20_000)),
    ]);
    if (done) return;
    rest += value;
    const events = rest.split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const fields = event.split("\n").map((line) => line.split(/: ?(.*)/s));
      const of = (name) => fields.filter(([key]) => key === name).map(([, text]) => text).join("\n");
      if (of("data")) take(of("event"), JSON.parse(of("data")));
    }
  }
}

showTimes(document);
setInterval(() => showTimes(document), 30_000);
field();
follow();
