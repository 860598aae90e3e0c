/* The one form of every task: reads the dossier, keeps the officer's answer as a draft. Text goes in as text only. */
(function () {
  'use strict';

  const CHOICES = {
    userTask_prepareRequest: ['SUBMIT', 'WITHDRAW'],
    userTask_correctRequest: ['SUBMIT', 'WITHDRAW'],
    userTask_certifyRoster: ['CERTIFY', 'RETURN'],
    userTask_endorseRequest: ['ENDORSE', 'RETURN'],
    userTask_followRequest: ['WITHDRAW'],
    userTask_answerQuestion: [],
    userTask_reviewAtDesk: ['NO_OBJECTION', 'CONDITIONS', 'NEEDS_INFORMATION', 'OBJECTION'],
    userTask_decideRequest: ['APPROVED', 'APPROVED_WITH_LIMITS', 'RETURNED', 'DENIED', 'NOT_SPONSORED', 'QUESTION'],
    userTask_closeVisit: ['TOOK_PLACE', 'REVOKE']
  };
  const FIELDS = {
    userTask_certifyRoster: ['reason'],
    userTask_endorseRequest: ['reason'],
    userTask_answerQuestion: ['text'],
    userTask_reviewAtDesk: ['remark'],
    userTask_decideRequest: ['reasonCode', 'comment', 'limits', 'text', 'remark'],
    userTask_closeVisit: ['reason']
  };
  const REASONS = ['INCOMPLETE', 'UNCLEAR_PURPOSE', 'DOCUMENT_NOT_ACCEPTED', 'CLEARANCE_NOT_SUFFICIENT',
    'SITE_NOT_AVAILABLE', 'DATES_NOT_POSSIBLE', 'ARMS_NOT_ACCEPTED', 'SECURITY_OBJECTION', 'MEDICAL_OBJECTION',
    'NOT_IN_PLAN', 'OTHER'];

  function make(tag, text, parent) {
    const node = document.createElement(tag);
    if (text !== undefined && text !== null) {
      node.textContent = String(text);
    }
    if (parent) {
      parent.appendChild(node);
    }
    return node;
  }

  function send(method, path, body, type, version) {
    const request = new XMLHttpRequest();
    request.open(method, path, false);
    const token = /(?:^|; )MUSHTEREK-CSRF=([^;]*)/.exec(document.cookie);
    if (token) {
      request.setRequestHeader('X-MUSHTEREK-CSRF', decodeURIComponent(token[1]));
    }
    request.setRequestHeader('Content-Type', type || 'application/json');
    if (version !== undefined) {
      request.setRequestHeader('If-Match', '"' + version + '"');
    }
    request.send(body);
    let answer = null;
    try {
      answer = JSON.parse(request.responseText);
    } catch (notJson) {
      answer = null;
    }
    return { fine: request.status >= 200 && request.status < 300, status: request.status, answer: answer };
  }

  function day(iso) {
    return iso ? iso.split('-').reverse().join('.') : '';
  }

  function table(parent, heads, rows) {
    const box = make('div', null, parent);
    box.style.overflowX = 'auto';
    const whole = make('table', null, box);
    whole.className = 'table table-condensed';
    const head = make('tr', null, make('thead', null, whole));
    heads.forEach(function (text) {
      make('th', text, head).scope = 'col';
    });
    const body = make('tbody', null, whole);
    rows.forEach(function (cells) {
      const row = make('tr', null, body);
      cells.forEach(function (cell) {
        if (cell instanceof Node) {
          make('td', null, row).appendChild(cell);
        } else {
          make('td', cell, row);
        }
      });
    });
  }

  function open(place, camForm, id) {
    place.textContent = '';
    const loaded = send('GET', '/api/tasks/' + encodeURIComponent(id));
    if (!loaded.fine) {
      make('p', (loaded.answer && loaded.answer.detail) || loaded.status, place).className = 'text-danger';
      return;
    }
    const task = loaded.answer;
    const words = task.texts;
    const say = function (key) {
      return words['ui.' + key] || key;
    };
    const dossier = task.dossier;
    const content = dossier.document;
    const answer = task.draft || {};
    const decides = task.step === 'userTask_decideRequest';
    if (decides) {
      answer.visitors = answer.visitors || content.visitors.map(function (visitor) {
        return { line: visitor.line };
      });
      answer.sites = answer.sites || content.sites.map(function (site) {
        return { site: site.no };
      });
      answer.exceptions = answer.exceptions || [];
    }

    make('h3', dossier.number, place);
    const told = make('div', null, place);
    told.setAttribute('aria-live', 'polite');
    function tell(result) {
      told.textContent = '';
      if (result.fine) {
        return;
      }
      const problem = result.answer || {};
      make('p', problem.detail || problem.message || result.status, told).className = 'text-danger';
      (problem.findings || []).forEach(function (finding) {
        make('p', [finding.code, finding.place, finding.wrong, finding.cure].filter(Boolean).join(' · '), told);
      });
    }
    function save() {
      const result = send('PUT', '/api/tasks/' + encodeURIComponent(id) + '/draft', JSON.stringify(answer));
      tell(result);
      return result.fine;
    }
    function labelled(parent, key, control) {
      const label = make('label', say(key), parent);
      label.style.display = 'block';
      control.className = control.type === 'radio' || control.type === 'checkbox' ? '' : 'form-control';
      label.appendChild(control);
      return control;
    }
    function select(values, value, change) {
      const control = document.createElement('select');
      [''].concat(values).forEach(function (code) {
        const option = make('option', code ? say(code) : '', control);
        option.value = code;
        option.selected = code === (value || '');
      });
      control.addEventListener('change', function () {
        change(control.value || null);
        save();
      });
      return control;
    }

    const part = make('fieldset', null, place);
    make('legend', say('answer'), part);
    (CHOICES[task.step] || []).forEach(function (choice) {
      const radio = document.createElement('input');
      radio.type = 'radio';
      radio.name = 'mushterek-action';
      radio.checked = answer.action === choice;
      radio.addEventListener('change', function () {
        answer.action = choice;
        save();
      });
      labelled(part, choice, radio);
    });
    (FIELDS[task.step] || []).forEach(function (name) {
      if (name === 'reasonCode') {
        labelled(part, name, select(REASONS, answer.reasonCode, function (value) {
          answer.reasonCode = value;
        }));
        return;
      }
      const area = labelled(part, name, document.createElement('textarea'));
      area.value = answer[name] || '';
      area.maxLength = 4000;
      area.addEventListener('change', function () {
        answer[name] = area.value || null;
        save();
      });
    });
    if (decides) {
      const all = make('button', say('approveAll'), part);
      all.type = 'button';
      all.className = 'btn btn-default';
      all.addEventListener('click', function () {
        answer.visitors.concat(answer.sites).forEach(function (entry) {
          entry.verdict = 'APPROVED';
          entry.reasonCode = null;
        });
        save();
        open(place, camForm, id);
      });
    }

    if (task.step === 'userTask_prepareRequest' || task.step === 'userTask_correctRequest') {
      edit(place, dossier, say, tell, function () {
        open(place, camForm, id);
      });
    }

    make('h4', say('request'), place);
    table(place, [say('field'), say('value')], [
      ['exerciseCode', content.exerciseCode], ['kind', content.kind], ['purpose', content.purpose],
      ['from', day(content.from)], ['to', day(content.to)], ['means', content.means],
      ['route', content.route.join(' – ')], ['armed', content.armed === null ? '' : say(String(content.armed))],
      ['seniorLine', content.seniorLine], ['deputyLine', content.deputyLine], ['remarks', content.remarks]
    ].map(function (row) {
      return [say(row[0]), row[1]];
    }));
    make('h4', say('sites'), place);
    table(place, ['#', say('name'), say('kind'), decides ? say('verdict') : ''], content.sites.map(function (site) {
      const entry = decides && answer.sites.find(function (one) {
        return one.site === site.no;
      });
      return [site.no, site.name, site.kind, entry ? verdicts(entry) : ''];
    }));
    make('h4', say('roll') + ' (' + content.visitors.length + ')', place);
    table(place, ['#', say('grade'), say('surname'), say('forenames'), say('documentNumber'), say('documentExpiry'),
      say('clearance'), decides ? say('verdict') : ''], content.visitors.map(function (visitor) {
      const entry = decides && answer.visitors.find(function (one) {
        return one.line === visitor.line;
      });
      return [visitor.line, visitor.grade, visitor.surname, visitor.forenames, visitor.documentNumber,
        day(visitor.documentExpiry), visitor.clearance, entry ? verdicts(entry) : ''];
    }));
    function verdicts(entry) {
      const both = make('span');
      both.appendChild(select(['APPROVED', 'DENIED'], entry.verdict, function (value) {
        entry.verdict = value;
      }));
      both.appendChild(select(REASONS, entry.reasonCode, function (value) {
        entry.reasonCode = value;
      }));
      return both;
    }
    (dossier.questions || []).forEach(function (question) {
      make('p', '? ' + question.question, place);
      make('p', '→ ' + (question.answer || ''), place);
    });
    table(place, [say('deadlines'), ''], (dossier.deadlines || []).map(function (deadline) {
      return [say(deadline.step), deadline.dueText];
    }));
    table(place, [say('desks'), ''], (dossier.desks || []).map(function (desk) {
      return [say(desk.desk), [desk.opinion ? say(desk.opinion) : (desk.answeredAt ? '✓' : '…'), desk.remark]
        .filter(Boolean).join(': ')];
    }));
    const judged = dossier.judgement;
    if (judged) {
      make('h4', say('rules') + (judged.passes ? ' ✓' : ''), place);
      judged.findings.concat(judged.warnings).forEach(function (finding) {
        make('p', finding.code + ' · ' + finding.wrong + ' → ' + (finding.cure || ''), place);
      });
      make('p', say('earliestStart') + ': ' + (day(judged.earliestStart) || judged.obstacle || ''), place);
    }

    if (!place.dataset.bound) {
      place.dataset.bound = 'yes';
      camForm.on('submit', function (event) {
        if (!save()) {
          event.submitPrevented = true;
        }
      });
    }
  }

  /** The content of a request, as the officer who prepares it writes it. */
  function edit(place, dossier, say, tell, again) {
    const content = dossier.document;
    const part = make('fieldset', null, place);
    make('legend', say('request'), part);
    const inputs = {};
    function field(key, value, type, values) {
      const label = make('label', say(key), part);
      label.style.display = 'block';
      const control = document.createElement(values ? 'select' : type === 'area' ? 'textarea' : 'input');
      if (values) {
        [''].concat(values).forEach(function (code) {
          make('option', code, control).value = code;
        });
      } else if (type !== 'area') {
        control.type = type || 'text';
      }
      control.className = 'form-control';
      control.value = value === null || value === undefined ? '' : String(value);
      label.appendChild(control);
      inputs[key] = control;
    }
    field('exerciseCode', content.exerciseCode, '', (dossier.exercises || []).map(function (exercise) {
      return exercise.code;
    }));
    field('kind', content.kind, '', ['ONE_TIME', 'EXTENDED', 'RECURRING']);
    field('purpose', content.purpose, 'area');
    field('justification', content.justification, 'area');
    field('from', content.from, 'date');
    field('to', content.to, 'date');
    field('accessLevel', content.accessLevel, '', ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET', 'TOP_SECRET']);
    field('siteLines', content.sites.map(function (site) {
      return site.name + ';' + site.kind;
    }).join('\n'), 'area');
    ['pointOfContact', 'securityOfficer'].forEach(function (key) {
      const person = content[key] || {};
      field(key, person.name);
      field(key + 'Phone', person.phone);
    });
    field('seniorLine', content.seniorLine, 'number');
    field('deputyLine', content.deputyLine, 'number');
    field('armed', content.armed, '', ['false', 'true']);
    field('armLines', content.arms.map(function (arm) {
      return arm.type + ';' + arm.quantity + ';' + (arm.serialNumber || '');
    }).join('\n'), 'area');
    field('means', content.means, '', ['CIVIL_AIR', 'MILITARY_AIR', 'ROAD', 'RAIL', 'SEA']);
    field('route', content.route.join(' '));
    field('remarks', content.remarks, 'area');

    const text = function (key) {
      return inputs[key].value.trim() || null;
    };
    const lines = function (key) {
      return inputs[key].value.split('\n').map(function (line) {
        return line.split(';').map(function (cell) {
          return cell.trim();
        });
      }).filter(function (cells) {
        return cells[0];
      });
    };
    const contact = function (key) {
      return text(key) ? { name: text(key), phone: text(key + 'Phone') } : null;
    };
    const button = make('button', say('save'), part);
    button.type = 'button';
    button.className = 'btn btn-default';
    button.addEventListener('click', function () {
      const result = send('PUT', '/api/visit-requests/' + dossier.number, JSON.stringify({
        exerciseCode: text('exerciseCode'), kind: text('kind'), purpose: text('purpose'),
        justification: text('justification'), from: text('from'), to: text('to'), accessLevel: text('accessLevel'),
        sites: lines('siteLines').map(function (cells) {
          return { name: cells[0], kind: cells[1] || 'OTHER' };
        }),
        pointOfContact: contact('pointOfContact'), securityOfficer: contact('securityOfficer'),
        seniorLine: text('seniorLine') ? Number(text('seniorLine')) : null,
        deputyLine: text('deputyLine') ? Number(text('deputyLine')) : null,
        armed: text('armed') ? text('armed') === 'true' : null,
        arms: lines('armLines').map(function (cells) {
          return { type: cells[0], quantity: Number(cells[1] || 1), serialNumber: cells[2] || null };
        }),
        means: text('means'), route: (text('route') || '').split(/\s+/).filter(Boolean), remarks: text('remarks')
      }), 'application/json', dossier.version);
      tell(result);
      if (result.fine) {
        again();
      }
    });
    const label = make('label', say('rosterFile'), part);
    label.style.display = 'block';
    const file = document.createElement('input');
    file.type = 'file';
    file.accept = '.csv';
    label.appendChild(file);
    file.addEventListener('change', function () {
      if (!file.files[0]) {
        return;
      }
      file.files[0].arrayBuffer().then(function (bytes) {
        const result = send('PUT', '/api/visit-requests/' + dossier.number + '/roster', bytes, 'text/csv', dossier.version);
        tell(result);
        file.value = '';
        if (result.fine) {
          again();
        }
      });
    });
  }

  window.MushterekTask = { open: open };
})();
