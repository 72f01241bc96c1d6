import { LightningElement, createElement, wire } from 'lwc';
import { getRecord } from 'lightning/uiRecordApi';
import ActionScreen from 'sandbox/actionScreen';
import { bundles } from 'sandbox/bundles';
import { page } from 'sandbox/page';
import { refreshWhere } from 'sandbox/wire';

/** Around the components: header, tabs, the record's buttons and fields. Sets `<html data-ready>` when all are mounted. */
export default class Desk extends LightningElement {
  page = page;
  components = [];
  recordId = page.recordId;
  fields = page.fields?.map(({ name }) => `${page.objectApiName}.${name}`);

  @wire(getRecord, { recordId: '$recordId', optionalFields: '$fields' }) record;

  async connectedCallback() {
    this.components = await Promise.all(
      page.components.map(async ({ bundle, properties }, index) => {
        const { default: constructor } = await bundles[bundle]();
        const known = Object.entries(properties).filter(([name]) => name in constructor.prototype);
        return {
          key: `${bundle}-${index}`,
          name: bundle,
          constructor,
          properties: Object.fromEntries(known),
        };
      }),
    );
    this.mounted = true;
  }

  renderedCallback() {
    if (this.mounted) document.documentElement.dataset.ready = 'true';
  }

  get tabs() {
    return page.tabs.map((tab) => ({
      ...tab,
      current: tab.active ? 'page' : undefined,
      style: `slds-context-bar__item ${tab.active ? 'slds-is-active' : ''}`,
    }));
  }

  get mainStyle() {
    return `slds-col slds-size_1-of-1 ${page.recordId ? 'slds-large-size_2-of-3' : ''}`;
  }

  get details() {
    const values = this.record?.data?.fields ?? {};
    return (page.fields ?? [])
      .map(({ name, label }) => ({ name, label, value: values[name]?.displayValue ?? values[name]?.value }))
      .filter(({ value }) => value !== null && value !== undefined && value !== '')
      .map((detail) => ({ ...detail, value: String(detail.value) }));
  }

  handleRefresh() {
    refreshWhere((key) => key.startsWith('record:'));
  }

  async handleAction({ target }) {
    const { label, bundle, screen } = page.actions.find(({ name }) => name === target.value);
    const { default: action } = await bundles[bundle]();
    const { recordId, objectApiName } = page;
    if (screen) await ActionScreen.open({ label, action, recordId, objectApiName });
    else await this.run(action);
    this.handleRefresh();
  }

  /** An action without a screen. */
  async run(action) {
    const element = createElement('sandbox-unseen', { is: action });
    for (const name of ['recordId', 'objectApiName']) if (name in element) element[name] = page[name];
    this.refs.unseen.append(element);
    await element.invoke();
    element.remove();
  }
}
