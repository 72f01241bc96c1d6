// For each LWC test file: expect(element).toBeAccessible(), and an empty page with unused mocks for each test.
const { setup } = require('@sa11y/jest');

setup();

afterEach(() => {
  document.body.replaceChildren();
  jest.clearAllMocks();
});
