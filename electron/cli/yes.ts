/** Whether a person agreed, in either language: whatever the question's is, some type the other's letter. */
export function isYes(answer: string | null): boolean {
  return answer !== null && /^(?:y|yes|j|ja)$/i.test(answer.trim());
}
