const loaded = new Map();

function load(tag, properties) {
  const url = properties.src ?? properties.href;
  if (!loaded.has(url)) {
    const element = Object.assign(document.createElement(tag), properties);
    const done = new Promise((resolve, reject) => {
      element.onload = () => resolve();
      element.onerror = () => reject(new Error(`${url} could not be loaded`));
    });
    document.head.append(element);
    loaded.set(url, done);
  }
  return loaded.get(url);
}

export const loadScript = (_component, src) => load('script', { src });
export const loadStyle = (_component, href) => load('link', { rel: 'stylesheet', href });
