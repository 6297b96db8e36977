/*
 * Takes out of the records of a page what a browser would load, run or follow. Neither would happen anyway: the frame of the
 * page runs no scripts, and its content security policy admits nothing from the network. But that policy does not govern
 * hints to connect to a host, and a picture that is refused looks broken.
 */
const harmless = (() => {
  const FULL_SNAPSHOT = 2;
  const INCREMENTAL = 3;
  const MUTATION = 0;
  const ACTIVE = /^(on.*|src|srcset|imagesrcset|srcdoc|poster|background|data|code|codebase|archive|classid|ping|manifest|rel|action|formaction|http-equiv|rr_dataurl)$/i;
  const ADDRESS = /^(xlink:)?href$/i;
  const PICTURE = /^data:image\//i;
  const LINKS = /^(a|area)$/i;

  /** Whether an attribute may stay; the name of the element is unknown in a change of attributes. */
  function isHarmless(tag, name, value) {
    if (typeof value !== 'string' || PICTURE.test(value)) {
      return !/^on/i.test(name);
    }
    return !ACTIVE.test(name) && (!ADDRESS.test(name) || value.startsWith('#') || LINKS.test(tag));
  }

  /** A link stays one, but leads nowhere. */
  const inert = (tag, name, value) => ADDRESS.test(name) && LINKS.test(tag) ? '#' : value;

  const attributes = (tag, all) => Object.fromEntries(Object.entries(all || {})
    .filter(([name, value]) => isHarmless(tag, name, value)).map(([name, value]) => [name, inert(tag, name, value)]));

  const node = (one) => !one || typeof one !== 'object' ? one : {
    ...one,
    ...(one.attributes ? {attributes: attributes(String(one.tagName), one.attributes)} : {}),
    ...(Array.isArray(one.childNodes) ? {childNodes: one.childNodes.map(node)} : {}),
  };

  /** A record without what is active in it. */
  return (record) => {
    const {type, data} = record;
    if (type === FULL_SNAPSHOT && data) {
      return {...record, data: {...data, node: node(data.node)}};
    }
    if (type === INCREMENTAL && data && data.source === MUTATION) {
      return {...record, data: {
        ...data,
        adds: (data.adds || []).map((add) => ({...add, node: node(add.node)})),
        attributes: (data.attributes || []).map((change) => ({...change, attributes: attributes('', change.attributes)})),
      }};
    }
    return record;
  };
})();
