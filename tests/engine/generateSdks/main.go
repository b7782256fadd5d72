// Makes the SDKs of a Pulumi package for Python and Go from its schema, by the generators that the language hosts of a
// released pulumi call: for machines whose pulumi has no hosts of these languages.
//
//	go run . schema.json folder
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// alone loads no other package: the components' schema refers to none.
type alone struct{ schema.ReferenceLoader }

// bound reads the schema anew, since each generator adds to what it is given.
func bound(path string) *schema.Package {
	text, err := os.ReadFile(path)
	must(err)
	var spec schema.PackageSpec
	must(json.Unmarshal(text, &spec))
	pkg, problems, err := schema.BindSpec(spec, alone{}, schema.ValidationOptions{})
	must(err)
	if problems.HasErrors() {
		must(problems)
	}
	return pkg
}

func write(folder string, files map[string][]byte) {
	for path, text := range files {
		target := filepath.Join(folder, path)
		must(os.MkdirAll(filepath.Dir(target), 0o755))
		must(os.WriteFile(target, text, 0o644))
	}
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func main() {
	path, folder := os.Args[1], os.Args[2]
	files, err := python.GeneratePackage("slipway", bound(path), nil, alone{})
	must(err)
	write(filepath.Join(folder, "python"), files)
	files, err = gogen.GeneratePackage("slipway", bound(path), nil)
	must(err)
	write(filepath.Join(folder, "go"), files)
}
