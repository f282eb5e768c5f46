// What the public pages do better with a script; without it everything works too.
// The reader's own time zone, a form that saves itself, uploads with progress, one submission per click.
'use strict';

for (const time of document.querySelectorAll('time[data-zone]')) {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const moment = new Date(time.dateTime);
  const shown = (zone) => new Intl.DateTimeFormat(document.documentElement.lang, {
    timeZone: zone, weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit', timeZoneName: 'short',
  }).format(moment);
  const clock = (zone) => new Intl.DateTimeFormat('en', { timeZone: zone, day: 'numeric', hour: 'numeric', minute: 'numeric' }).format(moment);
  if (own && clock(own) !== clock(time.dataset.zone)) {
    const local = document.createElement('span');
    local.className = 'soft local';
    local.textContent = `${document.documentElement.lang === 'nl' ? 'bij u' : 'for you'}: ${shown(own)}`;
    time.after(document.createElement('br'), local);
  }
}

// A second click on the way to the server sends nothing again.
for (const form of document.querySelectorAll('form.once')) {
  form.addEventListener('submit', (event) => {
    if (form.dataset.sending) event.preventDefault();
    else form.dataset.sending = 'yes';
  });
}
window.addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll('form.once')) delete form.dataset.sending;
});

// Files on their way, kept in this browser until they are whole: a page that is loaded again goes on with them. A day at most, as
// long as the server keeps their pieces. Where a browser keeps nothing, the page asks before it is left.
const shelf = (() => {
  const opened = new Promise((done) => {
    try {
      const asked = indexedDB.open('polder-uploads', 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore('files', { keyPath: 'key', autoIncrement: true });
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => done(null);
    } catch {
      done(null);
    }
  });
  const ask = async (act) => {
    const database = await opened;
    return database && new Promise((done) => {
      try {
        const asked = act(database.transaction('files', 'readwrite').objectStore('files'));
        asked.onsuccess = () => done(asked.result);
        asked.onerror = () => done(null);
      } catch {
        done(null);
      }
    });
  };
  return {
    put: (item) => ask((files) => files.put(item)), // its key; null where nothing can be kept
    all: async () => (await ask((files) => files.getAll())) ?? [],
    drop: (key) => ask((files) => files.delete(key)),
    clear: () => ask((files) => files.clear()),
  };
})();
document.addEventListener('submit', ({ target, submitter }) => {
  if ((submitter?.formAction || target.action).endsWith('/apply/leave')) shelf.clear();
});

const form = document.getElementById('application');
if (!form && document.querySelector('form.leave')) shelf.clear(); // nothing can be added any more
if (form) {
  const FIELDS = ['name', 'phone', 'orcid', 'motivation', ...[...form.querySelectorAll('[data-keep]')].map(({ name }) => name)];
  const status = document.getElementById('saving');
  const typed = () => FIELDS.map((name) => form.elements[name].value).join('\u0000');
  let kept = typed();
  let timer = 0;
  let busy = Promise.resolve();
  let stopped = false;
  let reached = true; // the server answered the last save, or there was nothing to save
  let ready = false;

  const say = (text) => { status.hidden = false; status.textContent = text; };
  const body = () => {
    const data = new FormData();
    for (const name of [...FIELDS, 'csrf', 'version']) data.append(name, form.elements[name].value);
    return data;
  };
  const saveNow = async () => {
    const sending = typed();
    reached = true;
    if (stopped || sending === kept || form.dataset.sending) return;
    say(form.dataset.saving);
    let answer;
    try {
      answer = await fetch('/apply/save', { method: 'POST', body: body(), headers: { Accept: 'application/json' } });
    } catch {
      reached = false;
      say(form.dataset.offline);
      later(5000);
      return;
    }
    if (answer.ok) {
      form.elements.version.value = (await answer.json()).version;
      kept = sending;
      say(typed() === kept ? form.dataset.saved : form.dataset.unsaved);
    } else if (answer.status === 412) {
      stopped = true; // nothing is overwritten unseen: the form itself shows both texts
      say(form.dataset.stale);
    } else if (answer.status === 401) {
      say(form.dataset.signin);
      later(10000);
    } else if (answer.status >= 500) {
      say(form.dataset.offline);
      later(5000);
    } else {
      const problem = await answer.json().catch(() => null);
      say(problem ? [problem.detail, ...problem.errors.map((e) => `${e.problem} ${e.remedy}`)].join(' ') : form.dataset.unsaved);
    }
  };
  const save = () => (busy = busy.then(saveNow, saveNow));
  const later = (wait) => { clearTimeout(timer); timer = setTimeout(save, wait); };

  form.addEventListener('input', (event) => {
    if (!FIELDS.includes(event.target.name)) return;
    if (!stopped) say(form.dataset.unsaved);
    later(1200);
  });
  document.addEventListener('visibilitychange', () => { if (document.hidden) save(); });
  form.addEventListener('submit', (event) => {
    if (ready) return;
    // First what is typed, then the form: they would overtake each other, and a form sent into nowhere takes the page along.
    event.preventDefault();
    clearTimeout(timer);
    delete form.dataset.sending;
    const go = () => {
      if (!reached || !navigator.onLine) { say(form.dataset.offline); later(5000); return; }
      ready = true;
      form.requestSubmit(event.submitter);
    };
    save().then(() => setTimeout(go)); // not within this event: a browser ignores what is submitted there
  });
  window.addEventListener('pageshow', () => { ready = false; });
  window.addEventListener('online', save);
  window.addEventListener('beforeunload', (event) => {
    if (typed() !== kept && !form.dataset.sending) event.preventDefault();
  });
  const counted = document.getElementById('motivation');
  counted.addEventListener('input', () => {
    const line = document.querySelector('#checklist li');
    line.className = counted.value.trim() ? 'done' : 'todo';
    line.querySelector('.soft').textContent = form.dataset[line.className];
  });

  // Referees who are well named, as far as can be seen here: the server says what is wrong with an address.
  const referees = [...form.querySelectorAll('fieldset.referee')];
  form.addEventListener('input', ({ target }) => {
    if (!target.closest('fieldset.referee')) return;
    const named = referees.filter((one) => [...one.querySelectorAll('[data-needed]')].every((field) => field.value.trim() && field.checkValidity()));
    const line = document.querySelector('#checklist a[href="#referees"]').closest('li');
    line.className = named.length < referees.length ? 'todo' : 'done';
    line.querySelector('[data-have]').textContent = named.length;
  });

  // A call: its track, and at least one advisor.
  document.getElementById('call')?.addEventListener('input', () => {
    const value = (name) => form.elements.namedItem(name)?.value;
    const have = Number(Boolean(value('call_track'))) + Number([...form.querySelectorAll('select[name^="call_wish_"]')].some((one) => one.value));
    const line = document.querySelector('#checklist a[href="#call"]').closest('li');
    line.className = have < 2 ? 'todo' : 'done';
    line.querySelector('[data-have]').textContent = have;
  });

  // Uploads: the size is judged before anything is sent, progress is shown, the rest of the page stays as it is.
  const file = document.getElementById('file');
  const bar = document.getElementById('progress') ?? document.createElement('progress'); // after the deadline there is none
  const error = document.getElementById('upload-error') ?? document.createElement('p');
  const refuse = (text) => { error.hidden = false; error.textContent = text; bar.hidden = true; };
  const take = (html) => {
    const page = new DOMParser().parseFromString(html, 'text/html');
    for (const list of ['.files', '#checklist']) {
      const fresh = page.querySelector(list);
      const old = document.querySelector(list);
      if (fresh && old) old.replaceWith(fresh);
      else if (fresh && list === '.files') document.getElementById('documents-title').after(fresh);
    }
    const problem = page.querySelector('.notice.bad[role=alert]');
    const version = page.querySelector('input[name=version]');
    const already = document.getElementById('already');
    const told = page.getElementById('already');
    already.hidden = !told || told.hidden;
    already.textContent = told ? told.textContent : '';
    if (version && typed() === kept) form.elements.version.value = version.value;
    if (problem) refuse((problem.querySelector('ul') || problem).textContent.trim());
    else { if (file) file.value = ''; error.hidden = true; }
    if (!page.getElementById('upload')) location.reload(); // after the deadline
  };
  // Pieces of a file are acknowledged one by one: after a lost connection it goes on where it was, by itself.
  const PIECE = 1024 * 1024;
  const DAY = 86_400_000;
  let uploading = false;
  let sheltered = false; // what is under way is on the shelf
  const soon = (wait) => new Promise((go) => {
    setTimeout(go, wait);
    window.addEventListener('online', go, { once: true });
  });
  const told = (text) => {
    try {
      const problem = JSON.parse(text);
      return problem.errors.map((e) => `${e.problem} ${e.remedy}`).join(' ') || problem.detail;
    } catch {
      return form.dataset.failed;
    }
  };
  const sent = (id, content, offset, size) => new Promise((done) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', `/apply/uploads/${id}`);
    request.setRequestHeader('Content-Type', 'application/offset+octet-stream');
    request.setRequestHeader('Upload-Offset', offset);
    request.setRequestHeader('X-CSRF-Token', form.elements.csrf.value);
    request.upload.onprogress = ({ loaded }) => { bar.value = (100 * (offset + loaded)) / size; };
    request.onloadend = () => done(request);
    request.send(content);
  });
  const waits = async (tries) => {
    error.hidden = false;
    error.textContent = form.dataset.resuming;
    await soon(Math.min(1000 * 2 ** tries, 15000));
  };
  // How far a file is; null where the server does not know it any more.
  const reachedOf = async (id) => {
    for (let tries = 0; ; tries += 1) {
      const asked = await fetch(`/apply/uploads/${id}`, { method: 'HEAD' }).catch(() => null);
      if (asked?.ok) return Number(asked.headers.get('Upload-Offset'));
      if (asked && asked.status < 500) return null;
      await waits(tries);
    }
  };
  // What became of it: kept, already here, or a sentence on why not.
  const send = async ({ file: chosen, kind, id, ...item }) => {
    let offset = id ? await reachedOf(id) : null;
    const about = new URLSearchParams({ csrf: form.elements.csrf.value, kind, name: chosen.name, size: chosen.size });
    let begun = offset === null ? null : { id };
    for (let tries = 0; !begun; tries += 1) {
      const answer = await fetch('/apply/uploads', { method: 'POST', body: about }).catch(() => null);
      if (answer?.status === 401) return { why: form.dataset.signin };
      if (answer?.ok) begun = await answer.json();
      else if (answer && answer.status < 500) return { why: told(await answer.text()) };
      else await waits(tries);
    }
    offset ??= 0;
    if (item.key) await shelf.put({ ...item, file: chosen, kind, id: begun.id });
    if (offset >= chosen.size) return { kept: true };
    for (let tries = 0; ; ) {
      const answer = await sent(begun.id, chosen.slice(offset, offset + PIECE), offset, chosen.size);
      if (answer.status === 200 || answer.status === 204) {
        error.hidden = true;
        tries = 0;
        offset = Number(answer.getResponseHeader('Upload-Offset'));
        if (offset >= chosen.size) return { kept: true, already: answer.status === 200 };
        continue;
      }
      if (answer.status === 401) return { why: form.dataset.signin };
      if (answer.status && answer.status < 500 && !answer.responseText.includes('/problems/another-offset')) return { why: told(answer.responseText) };
      await waits(tries);
      tries += 1;
      offset = await reachedOf(begun.id);
      if (offset === null) return { why: form.dataset.failed };
    }
  };
  if (file) file.multiple = true;
  document.getElementById('upload')?.addEventListener('click', async (event) => {
    event.preventDefault();
    const files = [...file.files];
    if (!files.length) { file.focus(); return; }
    if (files.some(({ size }) => size > 20 * 1024 * 1024)) { refuse(form.dataset.large); return; }
    const items = files.map((one) => ({ file: one, kind: form.elements.kind.value, application: form.dataset.application, at: Date.now() }));
    sheltered = true;
    for (const item of items) {
      const key = await shelf.put(item);
      if (key) item.key = key;
      else sheltered = false;
    }
    sendAll(items);
  });
  const sendAll = async (items) => {
    const button = document.getElementById('upload');
    if (button) button.disabled = true;
    error.hidden = true;
    bar.value = 0;
    bar.hidden = false;
    uploading = true;
    await save();
    const refused = [];
    for (const item of items) {
      bar.value = 0;
      const { already, kept: stays, why } = await send(item);
      if (item.key && why !== form.dataset.signin) await shelf.drop(item.key);
      if (stays) {
        const page = await fetch(already ? '/apply?already' : '/apply', { headers: { Accept: 'text/html' } }).catch(() => null);
        if (page?.ok) take(await page.text());
      } else refused.push(items.length > 1 ? `${item.file.name}: ${why}` : why);
    }
    uploading = false;
    if (button) button.disabled = false;
    bar.hidden = true;
    if (refused.length) refuse(refused.join(' '));
  };
  shelf.all().then((left) => {
    for (const { key, at } of left) if (Date.now() - at > DAY) shelf.drop(key);
    const mine = left.filter(({ at, application }) => Date.now() - at <= DAY && application === form.dataset.application);
    if (!mine.length) return;
    const told = document.getElementById('already');
    told.hidden = false;
    told.textContent = `${form.dataset.goingOn} ${mine.map((one) => one.file.name).join(', ')}`;
    sheltered = true;
    sendAll(mine);
  });
  window.addEventListener('beforeunload', (event) => { if (uploading && !sheltered) event.preventDefault(); });
}
