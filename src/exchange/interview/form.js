// Makes the block of text that comes back, as `answers.rs` does. It asks nobody for anything, and keeps nothing.
'use strict';
const form = document.forms[0], shown = document.querySelector('pre'), said = document.querySelector('[role=status]');
const DIGIT = '[0-9٠-٩۰-۹०-९૦-૯]';
const UNSEEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffc]|[\u{e0000}-\u{e007f}]/gu;
const plain = (text) => text.split(/\r\n|[\n\r\u2028\u2029]/)
  .map((line) => line.replace(UNSEEN, '').split(/[\s\u0085]+/u).filter(Boolean).join(' '))
  .join('\n').replace(/\n{3,}/g, '\n\n').replace(/^\n+|\n+$/g, '');
const setOff = (text) => text.replace(/[\\⏎>]/g, '\\$&')
  .replace(new RegExp(`(${DIGIT} ?)([:：])`, 'g'), '$1\\$2')
  .replace(new RegExp(`\\[(?=${DIGIT})`, 'g'), '\\[')
  .replace(/=(?==)/g, '\\=').replace(/vital-/g, 'vital\\-').replace(/\n/g, ' ⏎ ');
const answers = () => [...form.querySelectorAll('[data-place]')].map((part) => {
  const field = part.querySelector('textarea, input[type=text], :checked');
  return [part.dataset.place, plain(field ? field.value : '')];
}).filter(([, words]) => words);
const block = () => [form.dataset.head, ...answers().map(([place, words]) => `${place}: ${setOff(words)}`), form.dataset.end, ''].join('\n');
const number = new Intl.NumberFormat(document.documentElement.lang);
const count = () => {
  const fill = { n: answers().filter(([place]) => place !== '0').length, all: Number(form.dataset.all) };
  said.textContent = form.dataset.count.replace(/\{(n|all)\}/g, (_, name) => number.format(fill[name]));
  shown.textContent = block();
};
form.addEventListener('input', count);
form.addEventListener('submit', (event) => event.preventDefault());
document.getElementById('copy').addEventListener('click', async () => {
  const text = block();
  try {
    await navigator.clipboard.writeText(text);
    said.textContent = form.dataset.copied;
  } catch {
    // A page from disk may not be let near the clipboard: the text is there to be copied by hand.
    document.querySelector('details').open = true;
    getSelection().selectAllChildren(shown);
    said.textContent = document.execCommand('copy') ? form.dataset.copied : form.dataset.byHand;
  }
});
document.getElementById('save').addEventListener('click', () => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([block()], { type: 'text/plain;charset=utf-8' }));
  link.download = form.dataset.file;
  link.click();
});
count();
