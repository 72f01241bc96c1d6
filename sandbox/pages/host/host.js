import { createElement } from 'lwc';
import Desk from 'sandbox/desk';
import { showToasts } from 'sandbox/toasts';

showToasts();
document.body.append(createElement('sandbox-desk', { is: Desk }));
