import { LightningElement, api } from 'lwc';
import { fill } from 'c/sageErrors';
import { kindText } from 'c/sageMappingWords';
import { labels } from './labels';

/** Fields shown at once; a search finds the others. */
const MOST = 100;

/**
 * The fields of one side, to be dragged onto a field of the other. The keyboard's way is c-sage-field-mapping-add.
 * Fires `grab` {name} and `letgo` while a field is dragged, and `pair` {name, other} when one of the other side is dropped on it.
 */
export default class SageFieldColumn extends LightningElement {
  labels = labels;
  /** Name of the side, shown above. */
  @api heading;
  /** `{name, label?, kind, length, scale}` each. */
  @api fields = [];
  /** Names of fields that have a row. */
  @api mapped = [];
  /** Name of the field of the other side that is being dragged. */
  @api dragged;
  over;

  get items() {
    return this.fields.slice(0, MOST).map((field) => ({
      ...field,
      label: field.label ?? field.name,
      detail: field.label ? `${field.name} · ${kindText(field)}` : kindText(field),
      isMapped: this.mapped.includes(field.name),
      className: `field slds-p-around_xx-small${this.over === field.name ? ' target' : ''}`,
    }));
  }

  get isEmpty() {
    return this.fields.length === 0;
  }

  get moreText() {
    return this.fields.length > MOST ? fill(labels.more, this.fields.length - MOST) : undefined;
  }

  grab(event) {
    const { name } = event.currentTarget.dataset;
    event.dataTransfer.effectAllowed = 'link';
    event.dataTransfer.setData('text/plain', name);
    this.dispatchEvent(new CustomEvent('grab', { detail: { name } }));
  }

  letGo() {
    this.over = undefined;
    this.dispatchEvent(new CustomEvent('letgo'));
  }

  hover(event) {
    if (!this.dragged) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = 'link';
    this.over = event.currentTarget.dataset.name;
  }

  leave(event) {
    if (event.currentTarget.contains(event.relatedTarget)) return;
    this.over = undefined;
  }

  drop(event) {
    event.preventDefault();
    this.over = undefined;
    if (!this.dragged) return;
    const { name } = event.currentTarget.dataset;
    this.dispatchEvent(new CustomEvent('pair', { detail: { name, other: this.dragged } }));
  }
}
