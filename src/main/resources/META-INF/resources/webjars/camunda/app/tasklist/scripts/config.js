// Replaces Tasklist's own configuration: the class path of the product comes before that of its parts.
// Tasklist speaks the browser's language; the account's own comes in a cookie.
const chosen = /(?:^|; )MUSHTEREK-LANGUAGE=(az|tr|en)/.exec(document.cookie);
if (chosen) {
  Object.defineProperty(navigator, 'languages', { configurable: true, get: () => [chosen[1]] });
}

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
  shortcuts: {
    claimTask: {
      key: 'ctrl+alt+c',
      description: 'claims the currently selected task'
    },
    focusFilter: {
      key: 'ctrl+shift+f',
      description: 'set the focus to the first filter in the list'
    },
    focusList: {
      key: 'ctrl+alt+l',
      description: 'sets the focus to the first task in the list'
    },
    focusForm: {
      key: 'ctrl+alt+f',
      description: 'sets the focus to the first input field in a task form'
    },
    startProcess: {
      key: 'ctrl+alt+p',
      description: 'opens the start process modal dialog'
    }
  }
};
