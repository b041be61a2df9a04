// Before anything is shown: a page that was covered is still covered when it is loaded again, its name as well.
if (localStorage.getItem("covered")) {
  document.documentElement.dataset.covered = document.title;
  document.title = "";
}
