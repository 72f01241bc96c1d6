import Toast from 'lightning/toast';

/** The page, not the component, shows toasts: each plain ShowToastEvent becomes one of the real toast component. */
export function showToasts() {
  const show = (event) => {
    const { toast, title, message, messageData, variant = 'info', mode = 'dismissible' } = event.detail ?? {};
    if (toast) return; // the toast component's own event of the same name
    event.stopImmediatePropagation();
    Toast.show({
      label: title || message || ' ',
      message: title ? message : '',
      messageLinks: messageData,
      variant,
      mode: mode === 'pester' ? 'dismissible' : mode,
    });
  };
  document.addEventListener('lightning__showtoast', show, true);
}
