/** The timer of the system, in the form in which tests give their own. */

export const realTimer = (work: () => void, milliseconds: number): { cancel(): void } => {
  const timer = setTimeout(work, milliseconds);
  return {
    cancel: () => {
      clearTimeout(timer);
    },
  };
};
