import { page } from 'sandbox/page';

/** NavigationMixin and CurrentPageReference, which the base component lightning/navigation takes from here. */
const Navigate = Symbol('Navigate');
const GenerateUrl = Symbol('GenerateUrl');

/** The address of a page reference; throws for a type that the sandbox's pages do not have. */
function urlOf({ type, attributes = {}, state = {} }) {
  const query = Object.keys(state).length > 0 ? `?${new URLSearchParams(state)}` : '';
  const { recordId, objectApiName, actionName, apiName, componentName, url } = attributes;
  switch (type) {
    case 'standard__recordPage':
      return `/lightning/r/${objectApiName ? `${objectApiName}/` : ''}${recordId}/${actionName ?? 'view'}${query}`;
    case 'standard__objectPage':
      return `/lightning/o/${objectApiName}/${actionName ?? 'list'}${query}`;
    case 'standard__navItemPage':
      return `/lightning/n/${apiName}${query}`;
    case 'standard__component':
      return `/lightning/cmp/${componentName}${query}`;
    case 'standard__webPage':
      return url;
    case 'standard__namedPage':
      return '/lightning';
    default:
      throw new Error(`no page of the type ${type}`);
  }
}

export const NavigationMixin = (Base) =>
  class extends Base {
    [Navigate](reference, replace = false) {
      const url = urlOf(reference);
      if (reference.type === 'standard__webPage') window.open(url, '_blank', 'noopener');
      else if (replace) window.location.replace(url);
      else window.location.assign(url);
    }

    [GenerateUrl](reference) {
      return Promise.resolve(urlOf(reference));
    }
  };
NavigationMixin.Navigate = Navigate;
NavigationMixin.GenerateUrl = GenerateUrl;

export class CurrentPageReference {
  constructor(callback) {
    this.callback = callback;
  }
  connect() {
    this.callback(page.pageReference);
  }
  update() {}
  disconnect() {}
}
