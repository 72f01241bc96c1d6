import { LightningElement } from 'lwc';
import { deploy } from 'c/sageDeployment';
import { fill } from 'c/sageErrors';
import companies from '@salesforce/apex/SageChoicesController.companies';
import saveCompanies from '@salesforce/apex/SageChoicesController.saveCompanies';
import { labels } from './labels';

/**
 * Step 2: which companies of Sage this org works with, the default one, and the division of new customers. Fires `changed`.
 */
export default class SageSetupCompanies extends LightningElement {
  labels = labels;
  companies;
  error;
  isBusy = true;
  message = '';

  connectedCallback() {
    this.load();
  }

  get isEmpty() {
    return this.companies?.length === 0;
  }

  get rows() {
    return this.companies.map((row) => ({
      ...row,
      activeLabel: `${row.company}: ${labels.active}`,
      defaultLabel: `${row.company}: ${labels.isDefault}`,
      divisionLabel: `${row.company}: ${labels.division}`,
      currencyText: fill(labels.currencyName, row.currencyCode),
      warehouseText: fill(labels.warehouses, row.warehouses.map(({ label }) => label).join(', ')),
      isNotActive: !row.active || this.isBusy,
      divisionChoices: [{ value: '', label: labels.none }, ...row.divisions],
      division: row.defaultDivisionNo ?? '',
    }));
  }

  async load() {
    this.isBusy = true;
    this.error = undefined;
    try {
      this.companies = await companies();
    } catch (error) {
      this.error = error;
    } finally {
      this.isBusy = false;
    }
  }

  setActive(event) {
    const { company } = event.target.dataset;
    const active = event.detail.checked;
    this.change(company, (row) => ({ ...row, active, isDefault: active && row.isDefault }));
  }

  setDefault(event) {
    const { company } = event.target.dataset;
    this.companies = this.companies.map((row) => ({ ...row, isDefault: row.company === company }));
  }

  setDivision(event) {
    const { company } = event.target.dataset;
    const defaultDivisionNo = event.detail.value;
    this.change(company, (row) => ({ ...row, defaultDivisionNo }));
  }

  change(company, how) {
    this.message = '';
    this.companies = this.companies.map((row) => (row.company === company ? how(row) : row));
  }

  async save() {
    this.isBusy = true;
    this.error = undefined;
    this.message = labels.saving;
    try {
      const wished = this.companies.map(
        ({ company, currencyCode, active, isDefault, defaultDivisionNo }) => ({
          company,
          currencyCode,
          active,
          isDefault,
          defaultDivisionNo,
        }),
      );
      const { ok, heard, message } = await deploy(() => saveCompanies({ companies: wished }));
      if (ok) this.message = heard ? labels.saved : labels.unheard;
      else this.message = fill(labels.notSaved, message);
      this.dispatchEvent(new CustomEvent('changed'));
    } catch (error) {
      this.error = error;
      this.message = '';
    } finally {
      this.isBusy = false;
    }
  }
}
