// Documents to begin an objective with. Each is valid as it is once its names are those of the tenant.

/** @typedef {{service: string, app: string, host: string}} */
let Names;

const document = (name, title, {service}, sli, method, objective) => `apiVersion: openslo/v1
kind: SLO
metadata:
  name: ${name}
  displayName: ${title}
spec:
  service: ${quoted(service)}
  indicator:
    metadata: {name: ${name}-events}
    spec:
      ratioMetric:
        counter: true
        total:
          metricSource:
            type: convergence
            spec: {source: ${sli.source}, where: ${sli.where}${sli.groupBy ? ', groupBy: [' + sli.groupBy + ']' : ''}}
        good:
          metricSource:
            type: convergence
            spec: {source: ${sli.source}, where: ${sli.where}, good: ${sli.good}}
  timeWindow: [{duration: 30d, isRolling: true}]
  budgetingMethod: ${method}
  objectives:
    - ${objective}
`;

// A name is data: one that YAML would read as something else, such as "on" or "1", is quoted.
const quoted = (name) => /^[a-z][a-z0-9.-]*$/i.test(name) && !/^(true|false|null|yes|no|on|off|y|n)$/i.test(name) ? name : JSON.stringify(name);

/**
 * The templates.
 * @param {!Names} names of the tenant
 * @return {!Array<{name: string, about: string, text: string}>}
 */
export const templates = (names) => [
  {name: 'availability', about: 'views without an error', text: document('app-availability', 'Users see no errors', names,
    {source: 'rum', where: `{app: ${quoted(names.app)}}`, good: '{ok: true}'}, 'Occurrences', 'target: 0.99')},
  {name: 'latency', about: 'views that paint fast', text: document('app-paints-fast', 'Pages paint fast', names,
    {source: 'rum', where: `{app: ${quoted(names.app)}}`, groupBy: 'host', good: '{lcp_ms: {lte: 2500}}'}, 'Occurrences', 'target: 0.75')},
  {name: 'checks', about: 'checks that pass', text: document('host-checks-pass', 'Checks pass', names,
    {source: 'synthetic', where: `{host: ${quoted(names.host)}}`, good: '{success: true}'}, 'Occurrences', 'target: 0.995')},
  {name: 'verdicts', about: 'minutes without user impact', text: document('users-unaffected', 'Users are unaffected', names,
    {source: 'convergence', where: `{app: ${quoted(names.app)}}`, good: '{verdict: {in: [healthy, synthetic_only_no_user_impact]}}'}, 'Occurrences', 'target: 0.999')},
  {name: 'joint', about: 'views, and checks when there are none', text: document('host-available', 'The host is available', names,
    {source: 'joint', where: `{host: ${quoted(names.host)}}`, good: '{ok: true}, fallback: {success: true}'}, 'RatioTimeslices', '{target: 0.98, timeSliceWindow: 1m}')},
];
