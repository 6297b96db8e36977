/**
 * @fileoverview Names that the console reads and no module of it defines: fields of the query API's answers, which
 * query-openapi.yaml describes, and members of uPlot. A field that is misspelled in a module fails the check.
 * @externs
 */

/** Fields of answers. @record */
function Answer() {}
/** @type {?} */ Answer.prototype.accepted_views;
/** @type {?} */ Answer.prototype.bad;
/** @type {?} */ Answer.prototype.bad_events;
/** @type {?} */ Answer.prototype.bad_left;
/** @type {?} */ Answer.prototype.bad_ratio;
/** @type {?} */ Answer.prototype.breach_minutes;
/** @type {?} */ Answer.prototype.broker;
/** @type {?} */ Answer.prototype.browser;
/** @type {?} */ Answer.prototype.change;
/** @type {?} */ Answer.prototype.changes;
/** @type {?} */ Answer.prototype.collapse_since;
/** @type {?} */ Answer.prototype.collapse_width_ms;
/** @type {?} */ Answer.prototype.compliance;
/** @type {?} */ Answer.prototype.coverage;
/** @type {?} */ Answer.prototype.dedup_key;
/** @type {?} */ Answer.prototype.deliveries;
/** @type {?} */ Answer.prototype.device;
/** @type {?} */ Answer.prototype.documents;
/** @type {?} */ Answer.prototype.dsn;
/** @type {?} */ Answer.prototype.duration_seconds;
/** @type {?} */ Answer.prototype.ended_at;
/** @type {?} */ Answer.prototype.ends_at;
/** @type {?} */ Answer.prototype.env;
/** @type {?} */ Answer.prototype.episode;
/** @type {?} */ Answer.prototype.error_rate;
/** @type {?} */ Answer.prototype.error_views;
/** @type {?} */ Answer.prototype.events;
/** @type {?} */ Answer.prototype.exhaustion_seconds;
/** @type {?} */ Answer.prototype.expected_views;
/** @type {?} */ Answer.prototype.factor;
/** @type {?} */ Answer.prototype.failure_ratio;
/** @type {?} */ Answer.prototype.fingerprint;
/** @type {?} */ Answer.prototype.firing;
/** @type {?} */ Answer.prototype.firing_since;
/** @type {?} */ Answer.prototype.first_seen;
/** @type {?} */ Answer.prototype.first_version;
/** @type {?} */ Answer.prototype.indicator;
/** @type {?} */ Answer.prototype.last_seen;
/** @type {?} */ Answer.prototype.last_version;
/** @type {?} */ Answer.prototype.long;
/** @type {?} */ Answer.prototype.managed_by;
/** @type {?} */ Answer.prototype.message;
/** @type {?} */ Answer.prototype.met;
/** @type {?} */ Answer.prototype.min_views;
/** @type {?} */ Answer.prototype.minutes;
/** @type {?} */ Answer.prototype.missing_views;
/** @type {?} */ Answer.prototype.new;
/** @type {?} */ Answer.prototype.origins;
/** @type {?} */ Answer.prototype.os;
/** @type {?} */ Answer.prototype.p75_cls;
/** @type {?} */ Answer.prototype.p75_inp_ms;
/** @type {?} */ Answer.prototype.p75_lcp_ms;
/** @type {?} */ Answer.prototype.p75_ttfb_ms;
/** @type {?} */ Answer.prototype.page;
/** @type {?} */ Answer.prototype.peak;
/** @type {?} */ Answer.prototype.period_start;
/** @type {?} */ Answer.prototype.problems;
/** @type {?} */ Answer.prototype.rate_per_minute;
/** @type {?} */ Answer.prototype.received_at;
/** @type {?} */ Answer.prototype.rejected;
/** @type {?} */ Answer.prototype.remaining;
/** @type {?} */ Answer.prototype.resolved_stack;
/** @type {?} */ Answer.prototype.rolling;
/** @type {?} */ Answer.prototype.rum_data;
/** @type {?} */ Answer.prototype.rum_degraded;
/** @type {?} */ Answer.prototype.runbook_url;
/** @type {?} */ Answer.prototype.sample;
/** @type {?} */ Answer.prototype.sent;
/** @type {?} */ Answer.prototype.sequence;
/** @type {?} */ Answer.prototype.session;
/** @type {?} */ Answer.prototype.sessions;
/** @type {?} */ Answer.prototype.short;
/** @type {?} */ Answer.prototype.since;
/** @type {?} */ Answer.prototype.stack;
/** @type {?} */ Answer.prototype.stack_reason;
/** @type {?} */ Answer.prototype.stale;
/** @type {?} */ Answer.prototype.started_at;
/** @type {?} */ Answer.prototype.starts_at;
/** @type {?} */ Answer.prototype.step_seconds;
/** @type {?} */ Answer.prototype.stored;
/** @type {?} */ Answer.prototype.synthetic_data;
/** @type {?} */ Answer.prototype.synthetic_degraded;
/** @type {?} */ Answer.prototype.synthetic_failure_ratio;
/** @type {?} */ Answer.prototype.synthetic_failures;
/** @type {?} */ Answer.prototype.synthetic_samples;
/** @type {?} */ Answer.prototype.template;
/** @type {?} */ Answer.prototype.tiers;
/** @type {?} */ Answer.prototype.top;
/** @type {?} */ Answer.prototype.views;
/** @type {?} */ Answer.prototype.window_end;
/** @type {?} */ Answer.prototype.window_seconds;
/** @type {?} */ Answer.prototype.window_start;
/** @type {?} */ Answer.prototype.windows;
/** @type {?} */ Answer.prototype.worst_burn;
/** @type {?} */ Answer.prototype.worst_burn_at;
/** @type {?} */ Answer.prototype.worst_verdict;

/** Members of uPlot. @record */
function Chart() {}
/** @type {?} */ Chart.prototype.bbox;
/** @type {?} */ Chart.prototype.ctx;
/** @type {?} */ Chart.prototype.idx;
/** @type {?} */ Chart.prototype.posToVal;
/** @type {?} */ Chart.prototype.setSize;
/** @type {?} */ Chart.prototype.stepped;
/** @type {?} */ Chart.prototype.valToPos;
