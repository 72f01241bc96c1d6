import { LightningElement } from 'lwc';
import { fill } from 'c/sageErrors';
import permissionSets from '@salesforce/apex/SageChoicesController.permissionSets';
import searchUsers from '@salesforce/apex/SageChoicesController.searchUsers';
import assign from '@salesforce/apex/SageChoicesController.assign';
import unassign from '@salesforce/apex/SageChoicesController.unassign';
import { labels } from './labels';

/**
 * Step 6: who holds which permission set and what they still lack; assigning and taking away. Fires `changed`.
 */
export default class SageSetupPermissions extends LightningElement {
  labels = labels;
  sets;
  error;
  isBusy = true;
  message = '';
  term = '';
  found;
  userId = '';
  setName = '';

  connectedCallback() {
    this.load();
  }

  get rows() {
    return this.sets.map((set) => ({
      ...set,
      isMissing: !set.exists,
      isEmpty: set.exists && set.holders.length === 0,
      holders: set.holders.map((holder) => ({
        ...holder,
        key: holder.userId,
        takeText: fill(labels.take, set.label, holder.name),
      })),
    }));
  }

  get setChoices() {
    return this.sets.filter(({ exists }) => exists).map(({ name, label }) => ({ value: name, label }));
  }

  get userChoices() {
    return this.found.map(({ userId, name, username }) => ({
      value: userId,
      label: `${name} (${username})`,
    }));
  }

  get nobodyFound() {
    return this.found?.length === 0;
  }

  get hasFound() {
    return this.found?.length > 0;
  }

  get cannotAssign() {
    return this.isBusy || !this.userId || !this.setName;
  }

  setTerm(event) {
    this.term = event.detail.value;
  }

  setUser(event) {
    this.userId = event.detail.value;
  }

  setSet(event) {
    this.setName = event.detail.value;
  }

  load() {
    return this.wait(() => this.read());
  }

  search() {
    return this.wait(async () => {
      this.userId = '';
      this.found = await searchUsers({ term: this.term });
      if (this.found.length === 1) this.userId = this.found[0].userId;
    });
  }

  assign() {
    return this.act(() => assign({ setName: this.setName, userId: this.userId }), labels.assigned);
  }

  take(event) {
    const { set: setName, user: userId } = event.target.dataset;
    return this.act(() => unassign({ setName, userId }), labels.taken);
  }

  async act(call, success) {
    const isDone = await this.wait(async () => {
      await call();
      await this.read();
    });
    if (!isDone) return;
    this.message = success;
    this.dispatchEvent(new CustomEvent('changed'));
  }

  async read() {
    this.sets = await permissionSets();
  }

  async wait(work) {
    this.isBusy = true;
    this.error = undefined;
    this.message = '';
    try {
      await work();
      return true;
    } catch (error) {
      this.error = error;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
