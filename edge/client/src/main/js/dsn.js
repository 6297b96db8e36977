/**
 * The addresses of a DSN such as `https://rum.acme.example/ingest?token=rk_shop`: `events`, where events are posted,
 * `segments`, where segments of recordings are posted, and `settings`, where the settings of an application id are read.
 * Throws when the DSN is none.
 */
export function endpoints(dsn, base) {
  const url = new URL(dsn, base);
  if (!/^https?:$/.test(url.protocol) || !url.searchParams.get('token')) {
    throw new TypeError('dsn must be a URL with a token, such as https://rum.example/ingest?token=rk_shop');
  }
  const root = url.origin + url.pathname.replace(/\/(ingest)?(\/events)?\/?$/, '');
  const query = '?token=' + encodeURIComponent(url.searchParams.get('token'));
  return {
    events: root + '/ingest/events' + query, segments: root + '/ingest/replay' + query,
    settings: root + '/v1/env_variable?app_id='
  };
}
