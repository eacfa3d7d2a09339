"use strict";
// Says five minutes before a session ends that it will, and lets its person stay.

const notice = document.getElementById("ending");
const WARNED = 300;
let ends = 0;
let timer = 0;

function count(left) {
  ends = Date.now() + left * 1000;
  clearTimeout(timer);
  notice.hidden = left > WARNED;
  if (left > WARNED) timer = setTimeout(() => count(Math.round((ends - Date.now()) / 1000)), (left - WARNED) * 1000);
}

async function stay() {
  const answer = await fetch(notice.dataset.awake, { redirect: "manual" });
  if (!answer.ok) return location.reload();
  count(Number(await answer.text()));
  // What ends in any case after so many hours cannot be made longer.
  notice.querySelector("button").hidden = !notice.hidden;
}

if (notice) {
  count(Number(notice.dataset.seconds));
  notice.querySelector("button").addEventListener("click", stay);
}
