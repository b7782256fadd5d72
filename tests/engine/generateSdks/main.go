// Makes the SDKs of a Pulumi package for Python, Go, C# and Java from its schema, by the generators that the language hosts of
// a released pulumi call: for machines whose pulumi has no hosts of these languages.
//
//	go run . schema.json folder
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"

	"github.com/blang/semver"
	dotnet "github.com/pulumi/pulumi-dotnet/pulumi-language-dotnet/v3/codegen"
	"github.com/pulumi/pulumi-java/pkg/codegen/java"
	gogen "github.com/pulumi/pulumi/pkg/v3/codegen/go"
	"github.com/pulumi/pulumi/pkg/v3/codegen/python"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
)

// The name of the package, and the tool that generated files say they were made by.
const (
	packageName = "slipway"
	tool        = "pulumi"
)

// alone knows the one package, and what every program has of Pulumi's own.
type alone struct{ path string }

func (loader alone) LoadPackageReferenceV2(_ context.Context, descriptor *schema.PackageDescriptor) (schema.PackageReference, error) {
	switch descriptor.Name {
	case "pulumi":
		return schema.DefaultPulumiPackage.Reference(), nil
	case packageName:
		return bound(loader.path).Reference(), nil
	default:
		return nil, fmt.Errorf("no package %q at hand", descriptor.Name)
	}
}

func (loader alone) LoadPackageReference(name string, _ *semver.Version) (schema.PackageReference, error) {
	return loader.LoadPackageReferenceV2(context.Background(), &schema.PackageDescriptor{Name: name})
}

func (loader alone) LoadPackageV2(ctx context.Context, descriptor *schema.PackageDescriptor) (*schema.Package, error) {
	reference, err := loader.LoadPackageReferenceV2(ctx, descriptor)
	if err != nil {
		return nil, err
	}
	return reference.Definition()
}

func (loader alone) LoadPackage(name string, _ *semver.Version) (*schema.Package, error) {
	return loader.LoadPackageV2(context.Background(), &schema.PackageDescriptor{Name: name})
}

// bound reads the schema anew, since each generator adds to what it is given.
func bound(path string) *schema.Package {
	text, err := os.ReadFile(path)
	must(err)
	var spec schema.PackageSpec
	must(json.Unmarshal(text, &spec))
	pkg, problems, err := schema.BindSpec(spec, alone{path}, schema.ValidationOptions{})
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

func sdks(path, folder string) {
	makers := map[string]func(*schema.Package) (map[string][]byte, error){
		"python": func(pkg *schema.Package) (map[string][]byte, error) {
			return python.GeneratePackage(tool, pkg, nil, alone{path})
		},
		"go": func(pkg *schema.Package) (map[string][]byte, error) {
			return gogen.GeneratePackage(tool, pkg, nil)
		},
		"csharp": func(pkg *schema.Package) (map[string][]byte, error) {
			// The generator asks for a picture over HTTP, and would fetch Pulumi's own.
			empty := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {}))
			defer empty.Close()
			pkg.LogoURL = empty.URL
			return dotnet.GeneratePackage(tool, pkg, nil, nil)
		},
		"java": func(pkg *schema.Package) (map[string][]byte, error) {
			return java.GeneratePackage(tool, pkg, nil, nil, true, false)
		},
	}
	for language, make := range makers {
		files, err := make(bound(path))
		must(err)
		write(filepath.Join(folder, language), files)
	}
}

func main() {
	if len(os.Args) != 3 {
		must(fmt.Errorf("usage: go run . schema.json folder"))
	}
	sdks(os.Args[1], os.Args[2])
}
