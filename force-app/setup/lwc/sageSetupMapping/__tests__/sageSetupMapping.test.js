import { createElement } from 'lwc';
import SageSetupMapping from 'c/sageSetupMapping';

// The library's stub does not tell where it was asked to go.
const mockNavigate = jest.fn();
jest.mock('lightning/navigation', () => {
  const Navigate = Symbol('Navigate');
  const NavigationMixin = (Base) =>
    class extends Base {
      [Navigate](page) {
        mockNavigate(page);
      }
    };
  return { NavigationMixin: Object.assign(NavigationMixin, { Navigate }) };
});

describe('c-sage-setup-mapping', () => {
  it('leads to the page of the field mapping', async () => {
    const element = createElement('c-sage-setup-mapping', { is: SageSetupMapping });
    document.body.append(element);
    await expect(element).toBeAccessible();

    element.shadowRoot.querySelector('[data-open]').click();

    expect(mockNavigate).toHaveBeenCalledWith({
      type: 'standard__navItemPage',
      attributes: { apiName: 'SageFieldMapping' },
    });
  });
});
