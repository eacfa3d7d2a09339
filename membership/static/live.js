"use strict";
// Keeps the part of a sitting's page that changes up to date, while nobody is about to press in it.

const EVERY = 5000;

async function renew() {
  const shown = document.getElementById("live");
  if (document.hidden || shown.contains(document.activeElement)) return;
  const answer = await fetch(location.href, { credentials: "same-origin" });
  if (!answer.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById("live");
  if (!fresh) return;
  const bare = (part) => part.innerHTML.replace(/value="[^"]*"/g, "");
  if (bare(fresh) !== bare(shown)) shown.replaceWith(document.adoptNode(fresh));
}

setInterval(() => renew().catch(() => {}), EVERY);
