/**
 * One folder for each part of the page. They import `lib` and `ui`, and each other only in the order of `features` in
 * `.dependency-cruiser.cjs`, so that there are no circles. A part has its screens, its store and its dialogs; what opens
 * them lies in `shell`.
 */
export {};
