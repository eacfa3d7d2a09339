"use strict";
// Says five minutes before a session ends that it will, and lets its person stay while it can be
// made longer; otherwise says that it cannot.

const notice = document.getElementById("ending");
const WARNED = 300;
const NEAR = 2000; // milliseconds by which two whole seconds may differ
let ends = 0;
let over = 0;
let timer = 0;

function count(left) {
  ends = Date.now() + left * 1000;
  clearTimeout(timer);
  const last = ends >= over - NEAR;
  notice.querySelector("button").hidden = last;
  for (const words of notice.querySelectorAll("[data-of]")) words.hidden = (words.dataset.of === "whole") !== last;
  notice.hidden = left > WARNED;
  if (left > WARNED) timer = setTimeout(() => count(Math.round((ends - Date.now()) / 1000)), (left - WARNED) * 1000);
}

async function stay() {
  const answer = await fetch(notice.dataset.awake, { redirect: "manual" });
  if (!answer.ok) return location.reload();
  count(Number(await answer.text()));
}

if (notice) {
  over = Date.now() + Number(notice.dataset.atMost) * 1000;
  count(Number(notice.dataset.seconds));
  notice.querySelector("button").addEventListener("click", stay);
}
