// Replaces Tasklist's own configuration: the class path of the product comes before that of its parts.
// Tasklist speaks the browser's language; the account's own comes in a cookie.
const chosen = /(?:^|; )MUSHTEREK-LANGUAGE=(az|tr|en)/.exec(document.cookie);
if (chosen) {
  Object.defineProperty(navigator, 'languages', { configurable: true, get: () => [chosen[1]] });
}

const SHORTCUTS = {
  claimTask: {
    key: 'ctrl+alt+c',
    az: 'seçilmiş tapşırığı götürür',
    tr: 'seçili görevi üstlenir',
    en: 'claims the selected task'
  },
  focusFilter: {
    key: 'ctrl+shift+f',
    az: 'süzgəclərin birincisinə keçir',
    tr: 'ilk süzgece geçer',
    en: 'goes to the first filter'
  },
  focusList: {
    key: 'ctrl+alt+l',
    az: 'siyahıdakı birinci tapşırığa keçir',
    tr: 'listedeki ilk göreve geçer',
    en: 'goes to the first task in the list'
  },
  focusForm: {
    key: 'ctrl+alt+f',
    az: 'tapşırıq formasının birinci sahəsinə keçir',
    tr: 'görev formunun ilk alanına geçer',
    en: 'goes to the first field of the form'
  },
  startProcess: {
    key: 'ctrl+alt+p',
    az: 'prosesə başlama pəncərəsini açır',
    tr: 'süreç başlatma penceresini açar',
    en: 'opens the dialog that starts a process'
  }
};
const described = Object.fromEntries(Object.entries(SHORTCUTS).map(([name, shortcut]) => [name, {
  key: shortcut.key, description: shortcut[chosen ? chosen[1] : 'en']
}]));

export default {
  app: {
    name: 'Tasklist',
    vendor: 'Mushterek'
  },
  dateFormat: {
    normal: 'DD.MM.YYYY HH:mm',
    long: 'DD.MM.YYYY HH:mm',
    short: 'DD.MM.YYYY'
  },
  locales: {
    availableLocales: ['az', 'tr', 'en'],
    // The language loaded last gives the dates, so there is only one; a test finds a label that it lacks.
    fallbackLocale: chosen ? chosen[1] : 'en'
  },
  disableWelcomeMessage: true,
  customScripts: ['scripts/ways'],
  shortcuts: described
};
