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

const form = document.getElementById('application');
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

  // Uploads: the size is judged before anything is sent, progress is shown, the rest of the page stays as it is.
  const file = document.getElementById('file');
  const bar = document.getElementById('progress');
  const error = document.getElementById('upload-error');
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
    else { file.value = ''; error.hidden = true; }
    if (!page.getElementById('upload')) location.reload(); // after the deadline
  };
  document.getElementById('upload')?.addEventListener('click', async (event) => {
    event.preventDefault();
    if (!file.files.length) { file.focus(); return; }
    if (file.files[0].size > 20 * 1024 * 1024) { refuse(form.dataset.large); return; }
    await save();
    const button = event.target;
    const data = new FormData();
    data.append('csrf', form.elements.csrf.value);
    data.append('kind', form.elements.kind.value);
    data.append('file', file.files[0]);
    const request = new XMLHttpRequest();
    request.open('POST', '/apply/documents');
    request.upload.onprogress = (sent) => { if (sent.lengthComputable) bar.value = (100 * sent.loaded) / sent.total; };
    request.onloadend = () => {
      button.disabled = false;
      bar.hidden = true;
      if (request.status === 401) refuse(form.dataset.signin); // the page stays: what is typed stands nowhere else
      else if (request.status && request.status < 500) take(request.responseText);
      else refuse(form.dataset.failed);
    };
    button.disabled = true;
    error.hidden = true;
    bar.value = 0;
    bar.hidden = false;
    request.send(data);
  });
}
