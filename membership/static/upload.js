"use strict";
// Shows how far an upload is, takes dropped files, and says when the connection was lost; without
// it the same form is sent by the browser alone.

document.querySelectorAll("form[enctype='multipart/form-data']").forEach((form) => {
  const field = form.querySelector("input[type='file']");
  const words = document.getElementById("upload-words");
  if (!field || !words) return;
  dropped(form, field);
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelectorAll("input[type='file']")].some((one) => one.files.length);
    if (!files || event.defaultPrevented) return;
    event.preventDefault();
    send(form, event.submitter, words);
  });
});

function dropped(form, field) {
  const over = (on) => field.classList.toggle("drop", on);
  form.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  form.addEventListener("dragleave", () => over(false));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    over(false);
    if (!event.dataTransfer.files.length) return;
    field.files = event.dataTransfer.files;
    field.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

function send(form, button, words) {
  const data = new FormData(form);
  if (button && button.name) data.append(button.name, button.value);
  const request = new XMLHttpRequest();
  const bar = words.querySelector("progress");
  const say = (key) => { words.querySelector("[role='status']").textContent = words.dataset[key]; };
  const lost = () => { say("lost"); bar.hidden = true; if (button) button.disabled = false; };
  words.hidden = bar.hidden = false;
  if (button) button.disabled = true;
  say("sending");
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) bar.value = event.loaded / event.total;
  });
  request.upload.addEventListener("load", () => say("checking"));
  request.addEventListener("error", lost);
  request.addEventListener("load", () => {
    const sent = form.action.split("#")[0];
    if (request.responseURL && request.responseURL !== sent) location.assign(request.responseURL);
    else show(request.responseText);
  });
  request.open("POST", form.action);
  request.send(data);
}

function show(page) {
  const fresh = new DOMParser().parseFromString(page, "text/html");
  document.title = fresh.title;
  document.querySelector("main").replaceWith(document.adoptNode(fresh.querySelector("main")));
  const summary = document.querySelector(".error-summary");
  if (summary) summary.focus();
  const again = document.createElement("script");
  again.src = document.querySelector("script[src*='upload.js']").src;
  document.head.append(again);
}
