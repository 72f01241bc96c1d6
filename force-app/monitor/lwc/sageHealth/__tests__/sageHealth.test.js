import { createElement } from 'lwc';
import SageHealth from 'c/sageHealth';
import health from '@salesforce/apex/SageMonitorController.health';

jest.mock('@salesforce/apex/SageMonitorController.health', () => ({ default: jest.fn() }), { virtual: true });

const rendered = () => new Promise((resolve) => setTimeout(resolve));

async function show() {
  const element = createElement('c-sage-health', { is: SageHealth });
  document.body.append(element);
  await rendered();
  return element.shadowRoot;
}

describe('c-sage-health', () => {
  it('shows each hop with its state in words, and what to do where one does not work', async () => {
    health.mockResolvedValue({
      version: '0.2.0',
      hops: [
        { hop: 'database', state: 'ok', milliseconds: 3 },
        {
          hop: 'sage-write',
          company: 'ABC',
          state: 'failed',
          message: 'No licence is free.',
          next: 'End a session.',
        },
        { hop: 'salesforce', state: 'off' },
        { hop: 'tomorrow', state: 'unknown' },
      ],
    });

    const root = await show();
    const text = (key) => root.querySelector(`[data-hop="${key}"]`).textContent;

    expect(text('gateway')).toContain('Gateway, version 0.2.0');
    expect(text('database-')).toContain('Works 3 ms');
    expect(text('sage-write-ABC')).toContain('Writing Sage (BOI), ABC');
    expect(text('sage-write-ABC')).toContain('No licence is free.');
    expect(text('sage-write-ABC')).toContain('End a session.');
    expect(text('salesforce-')).toContain('Switched off');
    expect(text('tomorrow-')).toContain('Does not work');
    await expect(root.host).toBeAccessible();
  });

  it('says that the gateway is away, and checks again', async () => {
    health.mockRejectedValueOnce({ body: { message: 'GATEWAY_UNREACHABLE\nNo answer.' } });
    const root = await show();
    expect(root.querySelector('c-sage-problem')).not.toBeNull();
    expect(root.querySelector('ul')).toBeNull();

    health.mockResolvedValue({ version: '0.2.0', hops: [] });
    root.querySelector('c-sage-problem').dispatchEvent(new CustomEvent('retry'));
    await rendered();

    expect(root.querySelector('c-sage-problem')).toBeNull();
    expect(root.querySelectorAll('li')).toHaveLength(1);
  });

  it('checks one time only while it checks', async () => {
    health.mockReturnValue(new Promise(() => undefined));
    const root = await show();

    root.querySelector('[data-check]').click();

    expect(root.querySelector('lightning-spinner')).not.toBeNull();
    expect(health).toHaveBeenCalledTimes(1);
  });
});
