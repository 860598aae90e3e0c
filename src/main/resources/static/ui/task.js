/* The one form of every task: reads the dossier, keeps the officer's answer as a draft, shows every refusal in place. */
import { add, against, call, callAndWait, el, fieldOf, fill, findingList, misread, nameZones } from './form.js';
import * as afteraction from './afteraction.js';
import * as decree from './decree.js';
import * as drill from './drill.js';
import * as incident from './incident.js';
import * as instrument from './instrument.js';
import * as kept from './kept.js';
import * as unsent from './unsent.js';
import { keptOf } from './page.js';
import * as merging from './merging.js';
import * as offer from './offer.js';
import * as planning from './planning.js';
import * as risk from './risk.js';
import * as visit from './visit.js';

const CONTENTS = {
  'visit-request': visit, 'host-approval': visit, 'visit-permit': visit, 'calendar-decree': decree, 'memorandum-approval': instrument,
  'after-action-report': afteraction, 'observation-review': afteraction, 'corrective-action': afteraction,
  'observation-merging': merging, 'action-offer': offer,
  'drill-scheduling': drill, 'drill-continuation': risk,
  incident,
  'exercise-planning': planning, 'planning-conference': planning
};
const LANGUAGES = { az: 'Azərbaycanca', tr: 'Türkçe', en: 'English' };
/* Long enough that a typed word is one change, short enough that a closed browser loses none. */
const PAUSE_BEFORE_SAVING = 600;
const TASKLISTS_CLAIM = '.claim, .unclaim, [cam-tasklist-task-meta]';
const COMPLETE = '.form-actions .btn-primary';
/* What Tasklist calls a completion that the form has not let go. */
const HELD_BACK = 'camForm submission prevented';
/* What is told while the texts of the task are not here. */
const BEFORE_ITS_TEXTS = {
  az: {
    loading: 'Yüklənir…', tryAgain: 'Yenidən cəhd et', signIn: 'Daxil ol',
    lineDown: 'Proqramla əlaqə yoxdur, tapşırıq açılmır. Heç nə itmir.',
    sessionEnded: 'Sessiyanız bitib, tapşırıq açılmır. Yenidən daxil olun: heç nə itmir.'
  },
  tr: {
    loading: 'Yükleniyor…', tryAgain: 'Yeniden dene', signIn: 'Oturum aç',
    lineDown: 'Programa ulaşılamıyor, görev açılamıyor. Hiçbir şey kaybolmaz.',
    sessionEnded: 'Oturumunuz sona erdi, görev açılamıyor. Yeniden oturum açın: hiçbir şey kaybolmaz.'
  },
  en: {
    loading: 'Loading…', tryAgain: 'Try again', signIn: 'Sign in',
    lineDown: 'The program cannot be reached, so the task cannot be opened. Nothing is lost.',
    sessionEnded: 'Your session has ended, so the task cannot be opened. Sign in again: nothing is lost.'
  }
};
/* The line is down, or nobody is signed in any more, with or without a cookie of the session: nobody has judged what was sent. */
const isJudged = ({ status, body }) => status !== 0 && status !== 401 && !(status === 403 && `${(body || {}).type}`.endsWith('problem.forged'));
/* What was sent when the page was left has become the next version since. */
const hasArrived = ({ left, version }, dossier) => Boolean(left) && (dossier.schedule || dossier).version === version + 1;
const ASK_AGAIN_AFTER = [300, 1000, 3000];

const wordsBeforeItsTexts = () => BEFORE_ITS_TEXTS[document.documentElement.lang] || BEFORE_ITS_TEXTS.en;

/** What the parts of a form share: the task, its texts, the answer, and how a change is kept. */
class Form {
  constructor(place, camForm) {
    this.place = place;
    this.camForm = camForm;
    this.unsaved = new Map();
    this.notKept = new Set();
    this.running = null;
    this.loading = 0;
    camForm.on('submit', (event) => {
      // A change that is on its way is not yet in what would be completed, and the two would meet on the server.
      if (misread(this.place)) {
        event.submitPrevented = true;
      } else if (this.running) {
        event.submitPrevented = true;
        this.completeWhenKept();
      } else if (!this.flushAndWait()) {
        event.submitPrevented = true;
      }
    });
    camForm.on('submit-failed', (event, failure) => this.refused(failure));
    this.watchClaim();
    this.watchLeaving();
  }

  /** Whoever closes the browser at once, or turns to another program on a telephone, has been heard, too. */
  watchLeaving() {
    const leave = () => this.leave();
    const hide = () => {
      if (!this.place.isConnected && !this.unsaved.size) {
        window.removeEventListener('pagehide', leave);
        document.removeEventListener('visibilitychange', hide);
      } else if (document.visibilityState === 'hidden' && this.unsaved.size) {
        this.flush();
      }
    };
    window.addEventListener('pagehide', leave);
    document.addEventListener('visibilitychange', hide);
  }

  /** Sends at once what is not kept yet. It stays in this tab as well: of a page that is left nobody hears whether it arrived. */
  leave() {
    clearTimeout(this.timer);
    const left = [...this.unsaved].map(([kind, change]) => ({ kind, change, sent: change.request() }));
    if (left.length) {
      unsent.keep(this.address(), left.map(({ sent }) => ({ ...sent, left: true })));
      this.unsaved.clear();
    }
    left.forEach(async ({ kind, change, sent: { method, path, body, version } }) => {
      this.kept(kind, change, await call(method, path, body, { version, keepalive: true }));
    });
  }

  /** Tasklist keeps the form as it is when its task is claimed or given back; the form asks again then. */
  watchClaim() {
    const look = (event) => {
      if (!this.place.isConnected) {
        document.removeEventListener('click', look, true);
      } else if (event.target.closest(TASKLISTS_CLAIM)) {
        ASK_AGAIN_AFTER.forEach((pause) => setTimeout(() => this.askWhose(), pause));
      }
    };
    document.addEventListener('click', look, true);
  }

  async askWhose() {
    const asked = this.place.isConnected && await call('GET', this.address());
    // A form that is already on its way is not drawn a second time, under the hands of whoever writes in it by then.
    if (asked && asked.fine && this.task && !this.loading && asked.body.mine !== this.task.mine) {
      this.open();
    }
  }

  async open() {
    this.loading += 1;
    try {
      await this.load();
    } finally {
      this.loading -= 1;
    }
  }

  async load() {
    if (!this.task) {
      fill(this.place, el('p.m-small', { role: 'status' }, wordsBeforeItsTexts().loading));
    }
    let loaded = await call('GET', this.address());
    let refusal = null;
    if (loaded.fine && loaded.body.mine) {
      kept.keepFor(loaded.body.assignee);
      if (unsent.isBegun(this.address())) {
        const { refused, change } = await this.sendUnsent();
        loaded = await call('GET', this.address());
        refusal = refused && !(loaded.fine && hasArrived(change, loaded.body.dossier)) ? refused : null;
      }
      if (loaded.fine && loaded.body.dossier.thread) {
        await kept.read(loaded.body.caseNumber, kept.OWN);
      }
    }
    if (!loaded.fine) {
      this.tellItIsNotLoaded(loaded);
      return;
    }
    this.task = loaded.body;
    nameZones(this.task.texts);
    this.answer = this.task.draft || {};
    this.render();
    if (refusal) {
      this.tell(refusal);
    }
  }

  tellItIsNotLoaded({ status, body }) {
    const words = wordsBeforeItsTexts();
    const isOver = status === 401;
    this.task = null;
    fill(this.place, el('p.m-alert', { role: 'alert' }, isOver ? words.sessionEnded : (body && body.detail) || words.lineDown),
      isOver ? el('a.m-button', { href: '/sign-in' }, words.signIn)
        : el('button.m-button', { type: 'button', onclick: () => this.open() }, words.tryAgain));
  }

  /** Sends what was written in this tab and not kept before the session ended; gives what was refused, if anything, and why. */
  async sendUnsent() {
    const changes = unsent.begun(this.address(), []);
    let refusal = { refused: null, change: null };
    unsent.forget(this.address());
    for (const change of changes) {
      const { method, path, body, version } = change;
      const result = await call(method, path, body, { version });
      refusal = result.fine ? refusal : { refused: result, change };
    }
    if (refusal.refused && !isJudged(refusal.refused)) {
      unsent.keep(this.address(), changes);
    }
    return refusal;
  }

  address() {
    return `/api/tasks/${encodeURIComponent(this.camForm.taskId)}`;
  }

  say(key) {
    return this.task.texts[`ui.${key}`] || this.task.texts[key] || key;
  }

  /** A text with what it names in braces filled in. */
  told(key, values) {
    return Object.entries(values).reduce((said, [name, value]) => said.replace(`{${name}}`, value), this.say(key));
  }

  render() {
    const content = CONTENTS[this.task.process];
    this.place.lang = this.task.language;
    this.status = el('span.m-status', { role: 'status', 'aria-live': 'polite' });
    this.refusal = el('div.m-told', { 'aria-live': 'assertive' });
    const body = el('fieldset.m-body', { disabled: !this.task.mine });
    fill(this.place, el('div.m-bar', {}, content.heading(this), el('span.m-grow', {}), this.status, keptOf((key) => this.say(key), true),
      this.languages()),
      el('p.m-lead', {}, this.say(`step.${this.task.step}`)),
      this.task.remindedText ? el('p.m-small', {}, this.task.remindedText) : null,
      content.leadPart ? content.leadPart(this) : null,
      this.task.mine ? null : el('p.m-claim', {}, this.say(this.task.assignee ? 'heldByOther' : 'claimFirst')), this.refusal, body);
    add(body, content.answerPart(this));
    add(this.place, content.dossierPart(this));
  }

  languages() {
    return el('span.m-languages', { role: 'group', 'aria-label': Object.values(LANGUAGES).join(', ') },
      Object.entries(LANGUAGES).map(([code, name]) => el('button', {
        type: 'button', lang: code, title: name, 'aria-pressed': String(code === this.task.language),
        onclick: async () => {
          await this.flush();
          if (this.notKept.size) {
            // What was refused stands on the screen alone, with what was said of it.
            return;
          }
          await call('PUT', '/api/me/language', { language: code });
          // Tasklist reads its own labels once, when it is loaded.
          window.location.reload();
        }
      }, code.toUpperCase())));
  }

  /** The answer has changed: it is kept in a moment. */
  changed() {
    this.later('draft', () => ({ method: 'PUT', path: `${this.address()}/draft`, body: this.answer }));
  }

  /**
   * Keeps a change in a moment, the last of its kind only.
   *
   * @param {string} kind what is kept
   * @param {function} request the call as it is when it is made
   * @param {function} [after] what to do with the answer
   */
  later(kind, request, after) {
    this.unsaved.set(kind, { request, after });
    this.holdUnsent();
    this.state('saving');
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), PAUSE_BEFORE_SAVING);
  }

  /** What is not kept yet stays in this tab as well, for a session may end before it is sent. */
  holdUnsent() {
    unsent.keep(this.address(), [...this.unsaved.values()].map((change) => change.request()));
  }

  /** Keeps everything that is not kept yet, one after the other. */
  async flush() {
    clearTimeout(this.timer);
    while (this.running) {
      await this.running;
    }
    const round = async () => {
      let fine = true;
      for (const [kind, change] of [...this.unsaved]) {
        this.unsaved.delete(kind);
        const { method, path, body, version } = change.request();
        const result = await call(method, path, body, { version, keepalive: true });
        fine = this.kept(kind, change, result) && fine;
      }
      return fine;
    };
    this.running = round();
    try {
      return await this.running;
    } finally {
      this.running = null;
    }
  }

  /** Presses Tasklist's button once more when the changes on their way are kept, once for however many clicks. */
  async completeWhenKept() {
    if (this.completing) {
      return;
    }
    this.completing = true;
    const fine = await this.flush();
    this.completing = false;
    const complete = this.place.isConnected && document.querySelector(COMPLETE);
    if (fine && complete && !complete.disabled) {
      complete.click();
    }
  }

  flushAndWait() {
    clearTimeout(this.timer);
    let fine = true;
    for (const [kind, change] of [...this.unsaved]) {
      this.unsaved.delete(kind);
      const { method, path, body, version } = change.request();
      fine = this.kept(kind, change, callAndWait(method, path, body, { version })) && fine;
    }
    return fine;
  }

  kept(kind, change, result) {
    if (result.fine) {
      this.notKept.delete(kind);
      if (!this.unsaved.size) {
        unsent.forget(this.address());
      }
      this.state('saved');
      this.tell(null);
      if (change.after) {
        change.after(result.body);
      }
      return true;
    }
    this.notKept.add(kind);
    if (isJudged(result)) {
      // What was refused stands on the screen alone, with what was said of it.
      unsent.forget(this.address());
    }
    // A line that is down loses nothing: the change waits for the next attempt.
    if (result.status === 0 && !this.unsaved.has(kind)) {
      this.unsaved.set(kind, change);
      this.timer = setTimeout(() => this.flush(), 5000);
    }
    this.state('notSaved');
    this.tell(result);
    return false;
  }

  state(key) {
    this.status.dataset.state = key;
    const now = new Date();
    fill(this.status, this.say(key), key === 'saved'
      ? ` ${String(now.getHours()).padStart(2, '0')}:${String(now.getMinutes()).padStart(2, '0')}` : null);
  }

  /** Shows a refusal: in whole above, and each finding at the field that it names. Null takes the last one away. */
  tell(result) {
    this.place.querySelectorAll('[data-wrong]').forEach((room) => fill(room));
    this.place.querySelectorAll('.m-faulty').forEach((faulty) => faulty.classList.remove('m-faulty'));
    if (!result) {
      fill(this.refusal);
      return;
    }
    const problem = result.body || {};
    const findings = problem.findings || [];
    const detail = result.status === 0 ? this.say('lineDown')
      : result.status === 401 ? this.say('signInAgain') : problem.detail || problem.message || `HTTP ${result.status}`;
    fill(this.refusal, el('div.m-alert', { role: 'alert' }, against(detail, findings, this.findings(findings))));
    findings.forEach((finding) => {
      const room = this.room(finding.place) || this.room((finding.place || '').replace(/\/\w+$/, ''));
      if (room) {
        fill(room, [finding.wrong, finding.cure].filter(Boolean).join(' '));
        room.parentElement.classList.add('m-faulty');
        for (let part = room.closest('details'); part; part = part.parentElement.closest('details')) {
          part.open = true;
        }
      }
    });
    this.refusal.scrollIntoView({ block: 'nearest' });
  }

  room(place) {
    return place ? this.place.querySelector(`[data-wrong="${CSS.escape(fieldOf(place))}"]`) : null;
  }

  findings(list) {
    return findingList(list, (place) => this.where(place), (key, values) => this.told(key, values));
  }

  where(place) {
    const row = /^(?:line )?(\d+)(?:[/,] ?(\w+))?$/.exec(place);
    if (row) {
      return this.told('fileLine', { line: row[1] }) + (row[2] ? `, ${row[2]}` : '');
    }
    const visitor = /^visitors\/(\d+)/.exec(place);
    const site = /^sites\/(\d+)/.exec(place);
    if (visitor || site) {
      return `${this.say(visitor ? 'visitor' : 'site')} ${(visitor || site)[1]}`;
    }
    const label = this.place.querySelector(`[data-place="${CSS.escape(fieldOf(place))}"] > .m-label`);
    return label ? label.textContent : this.task.texts[`ui.${fieldOf(place)}`] || place;
  }

  /** Tasklist was refused the completion; the product's words are in the answer. */
  refused(failure) {
    const cause = (Array.isArray(failure) ? failure[0] : failure) || {};
    if (cause.message === HELD_BACK) {
      // By the form itself, which has said why.
      return;
    }
    const response = cause.response || {};
    let problem = response.body || {};
    try {
      problem = JSON.parse(response.text);
    } catch (notJson) {
      // The status says what there is to say.
    }
    this.tell({ status: response.status || 0, body: problem });
  }
}

window.MushterekTask = {
  open(place, camForm) {
    return new Form(place, camForm).open();
  }
};
window.dispatchEvent(new Event('mushterek-task'));
